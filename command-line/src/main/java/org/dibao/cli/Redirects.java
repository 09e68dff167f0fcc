package org.dibao.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dibao.cli.jekyll.JekyllSite;
import org.dibao.cli.site.FrontMatter;
import org.dibao.cli.site.ReadSite;
import org.dibao.cli.site.SiteFile;
import org.dibao.cli.site.Values;
import org.dibao.cli.site.Yaml;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A site's old addresses, among them those that began with its base, as {@code redirect_from} of the articles to which they lead.
 *
 * @param added   further front matter, by the names of the files
 * @param leftOut a sentence for each line that has no equal here
 * @param all     old addresses that lead somewhere here, those of front matter among them
 */
record Redirects(Map<String, Map<String, @Nullable Object>> added, List<String> leftOut, Set<String> all) {
    static Redirects of(ReadSite site, SiteTrial trial) throws IOException {
        Map<String, String> names = new HashMap<>();
        trial.results().values().forEach(result -> {
            if (result.path() != null) {
                names.put(plain(result.path()), result.name());
            }
        });
        Map<String, List<String>> from = new LinkedHashMap<>();
        List<String> leftOut = new ArrayList<>();
        for (ReadSite.Redirect redirect : site.redirects()) {
            String name = names.get(plain(redirect.to()));
            if (redirect.why().isEmpty() && name != null) {
                from.computeIfAbsent(name, _ -> new ArrayList<>()).add(redirect.from());
            } else {
                leftOut.add(redirect.line() + ": "
                        + (redirect.why().isEmpty() ? "leads to no article of the site" : redirect.why()));
            }
        }
        Map<String, Map<String, @Nullable Object>> added = new HashMap<>();
        Set<String> every = new HashSet<>();
        for (SiteFile article : site.files()) {
            if (article.kind().isArticle()) {
                List<String> old = new ArrayList<>(own(site, article));
                List<String> more = new ArrayList<>(from.getOrDefault(article.name(), List.of()));
                SiteTrial.Result result = trial.results().get(article.name());
                if (!site.base().isEmpty() && result != null && result.path() != null) {
                    more.add(Published.encoded(site.base() + result.path()));
                }
                old.addAll(more);
                every.addAll(old);
                if (!more.isEmpty()) {
                    added.put(
                            article.name(),
                            Map.of("redirect_from", old.stream().distinct().toList()));
                }
            }
        }
        return new Redirects(added, List.copyOf(leftOut), every);
    }

    private static List<String> own(ReadSite site, SiteFile article) throws IOException {
        ObjectNode document = site.documents().get(article.name());
        if (document != null) {
            return document.path("redirect_from")
                    .valueStream()
                    .map(from -> from.asString(""))
                    .toList();
        }
        try {
            return FrontMatter.of(JekyllSite.text(article.file()))
                    .map(front -> Values.texts(front.fields()
                            .getOrDefault("redirect_from", article.added().get("redirect_from"))))
                    .orElse(List.of());
        } catch (Yaml.Fault e) {
            return List.of();
        }
    }

    /** Whichever of its spellings an address has. */
    private static String plain(String address) {
        String path = address.replaceFirst("[?#].*", "").replaceFirst("(?:/index)?\\.html$", "");
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
