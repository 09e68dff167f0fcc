package org.dibao.cli.hugo;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.dibao.cli.site.Article;
import org.dibao.cli.site.CommonMark;
import org.dibao.cli.site.ExportedArticles;
import org.dibao.cli.site.PageLinks;
import org.dibao.cli.site.Values;
import tools.jackson.databind.node.ObjectNode;

/** The articles of a site, which may name one another: first all are read, then each is written. */
final class HugoArticles {
    static final String CONTENT = "content/";

    private final HugoConfig config;
    private final ExportedArticles exported;
    private final Map<String, Draft> drafts = new LinkedHashMap<>();
    private final Set<String> unknown = new TreeSet<>();

    /**
     * An article that is read.
     *
     * @param name   of its file
     * @param isPage whether it is a static page
     */
    record Draft(String name, HugoAddresses.Page page, HugoText text, String address, boolean isPage) {}

    /** @param exported what Dibao itself noted of files */
    HugoArticles(HugoConfig config, ExportedArticles exported) {
        this.config = config;
        this.exported = exported;
    }

    void add(Draft draft) {
        drafts.put(draft.name(), draft);
    }

    /** Whether Dibao wrote the site, without lists. */
    boolean areExported() {
        return exported.settings() != null;
    }

    Collection<Draft> drafts() {
        return drafts.values();
    }

    /** As JSON, by the names of their files. */
    Map<String, ObjectNode> documents() {
        Map<String, String> places = places();
        Translations translations = new Translations(config, drafts.values());
        Map<String, ObjectNode> documents = new LinkedHashMap<>();
        drafts.forEach((name, draft) -> {
            ObjectNode noted = exported.articles().get(name);
            documents.put(name, noted == null ? document(draft, places, translations) : noted);
        });
        return documents;
    }

    /** Shortcodes that {@link #documents} did not know. */
    Set<String> unknown() {
        return unknown;
    }

    /** Addresses by names below content, with and without extension and {@code index}. */
    private Map<String, String> places() {
        Map<String, String> places = new HashMap<>();
        drafts.values().forEach(draft -> {
            String name = draft.name().substring(CONTENT.length()).toLowerCase(Locale.ROOT);
            String plain = name.replaceFirst("\\.[^./]+$", "");
            for (String key : List.of(
                    name,
                    plain,
                    plain.replaceFirst("/_?index(?:\\.[a-z-]+)?$", ""),
                    plain.replaceFirst("/_?index$", ""),
                    last(plain.replaceFirst("/_?index$", "")),
                    last(name))) {
                places.putIfAbsent(key, draft.address());
            }
        });
        return places;
    }

    private static String last(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    private ObjectNode document(Draft draft, Map<String, String> places, Translations translations) {
        boolean html = draft.name().toLowerCase(Locale.ROOT).matches(".*\\.html?");
        Shortcodes codes = new Shortcodes(
                html ? Markup.HTML : Markup.MARKDOWN,
                page -> places.get(page.toLowerCase(Locale.ROOT)
                        .replaceFirst("^/", "")
                        .replaceFirst("#.*", "")
                        .replaceFirst("/$", "")));
        String replaced = codes.replaced(draft.text().body());
        String body = html ? replaced : CommonMark.forKramdown(replaced);
        unknown.addAll(codes.unknown());
        Article article = new Article(exported.ids().getOrDefault(draft.name(), translations.id(draft)));
        String language = draft.page().language();
        article.with("translationKey", translations.key(draft));
        HugoFields.map(draft.text().fields(), article, draft.address());
        return article.with("permalink", draft.address())
                .with("layout", draft.isPage() ? "page" : null)
                .with("title", title(draft))
                .with("lang", language == null ? null : config.tag(language))
                .body(
                        html ? "html" : "markdown",
                        Article.literal(PageLinks.toPages(body, folder(draft.name()), places)))
                .json();
    }

    private static String folder(String name) {
        String below = name.substring(CONTENT.length());
        return below.substring(0, below.lastIndexOf('/') + 1);
    }

    private static String title(Draft draft) {
        String title = Values.text(draft.text().fields().get("title"));
        return title == null ? draft.page().stem().replace('-', ' ') : title;
    }
}
