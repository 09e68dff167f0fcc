package org.dibao.cli.hugo;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.dibao.cli.site.Article;
import org.dibao.cli.site.Values;
import org.jspecify.annotations.Nullable;

/** Which articles are translations of one another: those that say so, and those whose files differ in the language only. */
final class Translations {
    private final HugoConfig config;
    /** The languages in which there is an article, by its place without its language. */
    private final Map<String, Set<String>> languages = new HashMap<>();

    Translations(HugoConfig config, Collection<HugoArticles.Draft> drafts) {
        this.config = config;
        drafts.stream()
                .filter(draft -> own(draft) == null)
                .forEach(draft -> languages
                        .computeIfAbsent(place(draft), _ -> new HashSet<>())
                        .add(language(draft)));
    }

    /** Null if it has no translation. */
    @Nullable
    String key(HugoArticles.Draft draft) {
        String own = own(draft);
        boolean several = languages.getOrDefault(place(draft), Set.of()).size() > 1;
        return own == null && several ? Article.id(place(draft)) : own;
    }

    /** An id made of the name of its file; that of a bundle is its folder's, and the language is last. */
    String id(HugoArticles.Draft draft) {
        String stem = draft.name()
                .substring(HugoArticles.CONTENT.length())
                .replaceFirst("\\.(?i:md|markdown|mdown|html?)$", "");
        String language = draft.page().language();
        String ending = language == null || !stem.endsWith("." + language) ? "" : "." + language;
        String plain = stem.substring(0, stem.length() - ending.length()).replaceFirst("/index$", "");
        return Article.id(plain + ending);
    }

    private static @Nullable String own(HugoArticles.Draft draft) {
        String key = Values.text(draft.text().fields().get("translationKey"));
        return key == null ? Values.text(draft.text().fields().get("translationkey")) : key;
    }

    private static String place(HugoArticles.Draft draft) {
        String folders = String.join("/", draft.page().folders());
        return folders.isEmpty()
                ? draft.page().stem()
                : folders + "/" + draft.page().stem();
    }

    private String language(HugoArticles.Draft draft) {
        String language = draft.page().language();
        return language == null ? config.language() : language;
    }
}
