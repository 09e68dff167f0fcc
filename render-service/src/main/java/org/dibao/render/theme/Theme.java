package org.dibao.render.theme;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dibao.contract.article.Article;
import org.dibao.contract.article.Slug;
import org.dibao.contract.site.SiteSettings;
import org.dibao.render.listing.ListingKey;
import org.dibao.render.listing.ListingKey.Kind;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/**
 * Makes pages. Each is a function of its arguments alone: the same arguments give the same bytes, at any time. Safe for many
 * threads.
 */
public final class Theme {
    private final Templates templates = new Templates();
    private final Stylesheet stylesheet = Stylesheet.load();

    public Stylesheet stylesheet() {
        return stylesheet;
    }

    public String article(SiteSettings site, Article article) {
        World world = new World(site);
        Map<String, Object> shown = new HashMap<>();
        shown.put("title", article.title());
        shown.put("lang", article.lang() == null ? "" : article.lang());
        shown.put("date", world.dates.of(article.date()));
        boolean updated = article.modifiedAt().isAfter(article.acceptedAt());
        shown.put("updated", updated ? world.dates.of(article.modifiedAt().atOffset(java.time.ZoneOffset.UTC)) : Map.of());
        shown.put("authors", article.authors());
        shown.put("categories", links(Kind.CATEGORY, article.categories()));
        shown.put("tags", links(Kind.TAG, article.tags()));
        shown.put("html", article.html());
        world.put("article", shown);
        world.head(article.title(), Summary.of(article), article.path().encoded(), null, null);
        return templates.fill("article.html", world.values);
    }

    public String listing(SiteSettings site, ListingPage page) {
        World world = new World(site);
        String name = page.key().kind() == Kind.ALL ? world.texts.get("all") : page.name();
        String number = page.page() == null ? "" : world.texts.get("page").replace("{0}", page.page().toString());
        String address = page.page() == null ? Addresses.of(page.key()) : Addresses.of(page.key(), page.page());
        world.put("listing", Map.of("name", name, "page", number, "kind", switch (page.key().kind()) {
            case CATEGORY -> world.texts.get("category");
            case TAG -> world.texts.get("tag");
            case ALL, AUTHOR -> "";
        }));
        world.put("items", items(world, page.items()));
        world.head(number.isEmpty() ? name : name + " - " + number, "", address, page.newer(), page.older());
        return templates.fill("listing.html", world.values);
    }

    /** @param older where the page behind the latest articles is; absent if there are no others */
    public String front(SiteSettings site, List<Item> latest, List<Section> sections, @Nullable String older) {
        World world = new World(site);
        world.put("items", items(world, latest));
        List<Map<String, Object>> shown = new ArrayList<>();
        for (Section section : sections) {
            shown.add(Map.of("name", section.name(), "href", Addresses.of(section.key()), "items", items(world, section.items())));
        }
        world.put("sections", shown);
        world.head("", site.description(), "/", null, older);
        return templates.fill("front.html", world.values);
    }

    /** What a search found. */
    public String search(SiteSettings site, SearchPage page) {
        World world = new World(site);
        List<Map<String, Object>> hits = new ArrayList<>(page.hits().size());
        for (SearchPage.Hit hit : page.hits()) {
            hits.add(Map.of("title", hit.titleHtml(), "snippet", hit.snippetHtml(), "href", hit.href(),
                    "date", world.dates.of(hit.date()), "lang", hit.lang() == null ? "" : hit.lang()));
        }
        String address = "/search?q=" + UriUtils.encode(page.query(), StandardCharsets.UTF_8) + "&page=";
        world.put("search", Map.of("query", page.query(), "complete", page.complete(), "hits", hits,
                "found", world.texts.get("search.found").replace("{0}", Long.toString(page.total())),
                "previous", page.previous() == null ? "" : address + page.previous(),
                "next", page.next() == null ? "" : address + page.next()));
        world.head(page.query().isEmpty() ? world.texts.get("search") : page.query() + " - " + world.texts.get("search"), "", "", null, null);
        return templates.fill("search.html", world.values);
    }

    /** For 404. */
    public String missing(SiteSettings site) {
        return message(site, "missing");
    }

    /** For 410. */
    public String gone(SiteSettings site) {
        return message(site, "gone");
    }

    private String message(SiteSettings site, String about) {
        World world = new World(site);
        String title = world.texts.get(about + ".title");
        world.put("message", Map.of("title", title, "text", world.texts.get(about + ".text")));
        world.head(title, "", "", null, null);
        return templates.fill("message.html", world.values);
    }

    private static List<Map<String, Object>> items(World world, List<Item> items) {
        List<Map<String, Object>> shown = new ArrayList<>(items.size());
        for (Item item : items) {
            Map<String, Object> one = new HashMap<>();
            one.put("title", item.entry().title());
            one.put("href", item.entry().path().encoded());
            one.put("date", world.dates.of(item.entry().date()));
            one.put("excerpt", item.entry().excerpt() == null ? "" : item.entry().excerpt());
            one.put("lang", item.entry().lang() == null ? "" : item.entry().lang());
            one.put("categories", links(Kind.CATEGORY, item.entry().categories()));
            shown.add(one);
        }
        return shown;
    }

    private static List<Map<String, Object>> links(Kind kind, List<String> names) {
        List<Map<String, Object>> links = new ArrayList<>(names.size());
        for (String name : names) {
            String slug = Slug.of(name);
            if (!slug.isEmpty()) {
                links.add(Map.of("name", name, "href", Addresses.of(new ListingKey(kind, slug))));
            }
        }
        return links;
    }

    /** What a template sees. */
    private final class World {
        private final Map<String, Object> values = new HashMap<>();
        private final Texts texts;
        private final Dates dates;

        World(SiteSettings site) {
            this.texts = Texts.of(site);
            this.dates = new Dates(site, texts);
            put("t", texts.all());
            put("site", Map.of("title", site.title(), "description", site.description(), "language", site.language(),
                    "baseUrl", site.baseUrl(), "stylesheet", stylesheet.path()));
        }

        void put(String name, Object value) {
            values.put(name, value);
        }

        void head(String title, String description, String canonical, @Nullable String newer, @Nullable String older) {
            put("title", title);
            put("description", description);
            put("canonical", canonical);
            put("newer", newer == null ? "" : newer);
            put("older", older == null ? "" : older);
        }
    }
}
