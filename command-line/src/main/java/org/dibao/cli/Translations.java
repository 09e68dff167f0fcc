package org.dibao.cli;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Finds out whether a file would replace the article that it is a translation of. */
final class Translations {
    private Translations() {}

    /**
     * The server tells files of one name apart by the languages that both name. One that names no language is in the site's.
     *
     * @return what is wrong, and what to do; absent if nothing is
     */
    static @Nullable String replaced(Api api, Path file) {
        String language = ArticleFile.language(file);
        if (language.isEmpty()
                || ArticleFile.identity(file) == null
                || SiteFolder.postPath(file).isPresent()) {
            return null;
        }
        JsonNode stored = read(api, ArticleCommand.address(file.toString()));
        if (!stored.path("id").isString() || !stored.path("lang").asString("").isEmpty()) {
            return null;
        }
        String site = read(api, "/api/site").path("language").asString("");
        return site.isEmpty() || alike(site, language)
                ? null
                : "it is in " + language + ", and would replace the article "
                        + stored.path("id").asString()
                        + ", which is in the site's language, " + site
                        + ". Give this file another name; or publish the other"
                        + " one with \"lang: " + site + "\" in its front matter first, so that both stay";
    }

    private static boolean alike(String one, String other) {
        return Locale.forLanguageTag(one.replace('_', '-'))
                .getLanguage()
                .equals(Locale.forLanguageTag(other.replace('_', '-')).getLanguage());
    }

    private static JsonNode read(Api api, String path) {
        HttpResponse<String> answer = api.send(path, HttpRequest.Builder::GET);
        return LenientJson.read(answer.statusCode() == 200 ? answer.body() : "");
    }
}
