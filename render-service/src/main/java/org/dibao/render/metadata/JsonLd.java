package org.dibao.render.metadata;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dibao.contract.article.Article;
import org.dibao.contract.json.Json;
import org.dibao.contract.site.SiteSettings;
import org.dibao.render.listing.ListingKey.Kind;
import org.dibao.render.metadata.TermLinks.Term;
import org.dibao.render.view.Item;
import org.jspecify.annotations.Nullable;

/** Schema.org types in JSON-LD. */
final class JsonLd {
    private static final String CONTEXT = "https://schema.org";
    /** Baidu expects times without an offset, in China's local time. */
    private static final DateTimeFormatter BAIDU =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss").withZone(ZoneId.of("Asia/Shanghai"));

    private final SiteSettings site;
    private final Publisher publisher;
    private final TermLinks terms;

    JsonLd(SiteSettings site, Publisher publisher, TermLinks terms) {
        this.site = site;
        this.publisher = publisher;
        this.terms = terms;
    }

    /** Safe inside a script element, whatever it contains. */
    static String script(Map<String, Object> thing) {
        String json = Json.text(thing);
        StringBuilder safe = new StringBuilder(json.length() + 64);
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            switch (c) {
                // In JSON these only occur in strings, where an escape means the same.
                case '<', '>', '&', '\u2028', '\u2029', '\u007f' -> safe.append(String.format("\\u%04x", (int) c));
                default -> {
                    if (Character.isSurrogate(c) && !isPaired(json, i)) {
                        safe.append("\\ufffd");
                    } else {
                        safe.append(c);
                    }
                }
            }
        }
        return safe.toString();
    }

    Map<String, Object> newsArticle(Story story, String url, String lang) {
        Article article = story.article();
        Map<String, Object> news = thing("NewsArticle");
        put(news, "mainEntityOfPage", with("WebPage", "@id", url));
        put(news, "url", url);
        put(news, "headline", article.title());
        put(news, "description", story.summary());
        put(news, "inLanguage", lang);
        put(news, "datePublished", Times.text(site, Times.published(site, article)));
        put(news, "dateModified", Times.text(site, Times.updated(site, article)));
        put(news, "image", story.image() == null ? List.of() : List.of(story.image()));
        put(news, "articleSection", names(Kind.CATEGORY, article.categories()));
        put(news, "keywords", names(Kind.TAG, article.tags()));
        put(news, "author", authors(story));
        put(news, "sourceOrganization", story.source() == null ? null : with("Organization", "name", story.source()));
        put(news, "publisher", organization());
        return news;
    }

    /** A page that is not news. */
    Map<String, Object> webPage(String type, String url, String name, String description, String lang) {
        Map<String, Object> page = thing(type);
        put(page, "@id", url);
        put(page, "url", url);
        put(page, "name", name);
        put(page, "description", description);
        put(page, "inLanguage", lang);
        Map<String, Object> whole = with("WebSite", "name", site.title());
        put(whole, "url", Urls.of(site, "/"));
        put(page, "isPartOf", whole);
        return page;
    }

    /** @param items in the order shown */
    Map<String, Object> list(Collection<Item> items) {
        List<Map<String, Object>> elements = new ArrayList<>(items.size());
        for (Item item : items) {
            Map<String, Object> element = with("ListItem", "position", elements.size() + 1);
            put(element, "url", Urls.of(site, item.entry().path()));
            elements.add(element);
        }
        return with("ItemList", "itemListElement", elements);
    }

    Map<String, Object> webSite(boolean hasSearch) {
        Map<String, Object> whole = thing("WebSite");
        put(whole, "url", Urls.of(site, "/"));
        put(whole, "name", site.title());
        put(whole, "description", site.description());
        put(whole, "inLanguage", site.language());
        put(whole, "publisher", organization());
        if (hasSearch) {
            Map<String, Object> search = with("SearchAction", "query-input", "required name=search_term_string");
            put(search, "target", with("EntryPoint", "urlTemplate", Urls.of(site, "/search?q={search_term_string}")));
            put(whole, "potentialAction", search);
        }
        return whole;
    }

    /** @param trail from the front page to the page itself */
    Map<String, Object> breadcrumbs(List<Term> trail) {
        List<Map<String, Object>> elements = new ArrayList<>(trail.size());
        for (Term step : trail) {
            Map<String, Object> element = with("ListItem", "position", elements.size() + 1);
            put(element, "name", step.name());
            put(element, "item", step.path() == null ? null : Urls.of(site, step.path()));
            elements.add(element);
        }
        Map<String, Object> list = thing("BreadcrumbList");
        put(list, "itemListElement", elements);
        return list;
    }

    /** What Baidu's rules for page times require. */
    Map<String, Object> baidu(Story story, String url) {
        Map<String, Object> page = new LinkedHashMap<>();
        put(page, "@context", "https://ziyuan.baidu.com/contexts/cambrian.jsonld");
        put(page, "@id", url);
        put(page, "title", story.article().title());
        put(page, "description", story.summary());
        put(page, "images", story.image() == null ? List.of() : List.of(story.image()));
        put(page, "pubDate", BAIDU.format(Times.published(site, story.article())));
        put(page, "upDate", BAIDU.format(Times.updated(site, story.article())));
        return page;
    }

    private List<Map<String, Object>> authors(Story story) {
        List<Map<String, Object>> authors = new ArrayList<>();
        for (Term author : terms.all(Kind.AUTHOR, story.article().authors())) {
            Map<String, Object> person = with("Person", "name", author.name());
            put(person, "url", author.path() == null ? null : Urls.of(site, author.path()));
            authors.add(person);
        }
        if (authors.isEmpty()) {
            authors.add(story.source() == null ? organization() : with("Organization", "name", story.source()));
        }
        return authors;
    }

    private Map<String, Object> organization() {
        Map<String, Object> organization = with("Organization", "name", publisher.name());
        put(organization, "url", Urls.of(site, "/"));
        String logo = publisher.logo() == null ? "" : Urls.resolved(Urls.of(site, "/"), publisher.logo());
        put(organization, "logo", logo.isEmpty() ? null : with("ImageObject", "url", logo));
        return organization;
    }

    private List<String> names(Kind kind, List<String> written) {
        return terms.all(kind, written).stream().map(Term::name).toList();
    }

    private static Map<String, Object> thing(String type) {
        return new LinkedHashMap<>(Map.of("@context", CONTEXT, "@type", type));
    }

    private static Map<String, Object> with(String type, String name, Object value) {
        return new LinkedHashMap<>(Map.of("@type", type, name, value));
    }

    private static void put(Map<String, Object> thing, String name, @Nullable Object value) {
        boolean isEmpty = value == null
                || value instanceof String text && text.isEmpty()
                || value instanceof Collection<?> list && list.isEmpty();
        if (!isEmpty) {
            thing.put(name, value);
        }
    }

    private static boolean isPaired(String text, int at) {
        char c = text.charAt(at);
        return Character.isHighSurrogate(c)
                ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
                : at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
    }
}
