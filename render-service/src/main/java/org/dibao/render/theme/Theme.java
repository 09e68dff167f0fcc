package org.dibao.render.theme;

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
        return article(site, article, List.of());
    }

    /** @param translations in all languages, itself among them; empty if there is no other */
    public String article(SiteSettings site, Article article, List<Item> translations) {
        World world = new World(site);
        List<Map<String, Object>> alternates = new ArrayList<>(translations.size());
        for (Item item : translations) {
            String lang = item.entry().lang() == null ? site.language() : item.entry().lang();
            alternates.add(Map.of("lang", lang, "href", item.entry().path().encoded()));
        }
        world.put("alternates", alternates);
        Map<String, Object> shown = new HashMap<>();
        shown.put("title", article.title());
        shown.put("lang", article.lang() == null ? "" : article.lang());
        shown.put("date", world.dates.of(article.date()));
        boolean updated = article.modifiedAt().isAfter(article.acceptedAt());
        shown.put("updated", updated ? world.dates.of(article.modifiedAt().atOffset(java.time.ZoneOffset.UTC)) : Map.of());
        shown.put("authors", article.authors());
        shown.put("categories", links(site, Kind.CATEGORY, article.categories()));
        shown.put("tags", links(site, Kind.TAG, article.tags()));
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
            default -> "";
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

    public String index(SiteSettings site, IndexPage page) {
        World world = new World(site);
        String name = world.texts.get(page.kind() == Kind.TAG ? "tags" : "categories");
        List<Map<String, Object>> entries = new ArrayList<>(page.entries().size());
        for (IndexPage.Entry entry : page.entries()) {
            entries.add(Map.of("name", entry.name(), "href", entry.href(), "count", entry.count(), "newest", world.dates.of(entry.newest())));
        }
        world.put("index", Map.of("name", name, "entries", entries));
        world.head(name, "", page.kind() == Kind.TAG ? "/tags.html" : "/categories.html", null, null);
        return templates.fill("index.html", world.values);
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
            one.put("categories", links(world.site, Kind.CATEGORY, item.entry().categories()));
            shown.add(one);
        }
        return shown;
    }

    private static List<Map<String, Object>> links(SiteSettings site, Kind kind, List<String> names) {
        List<Map<String, Object>> links = new ArrayList<>(names.size());
        for (String name : names) {
            String slug = Slug.of(name);
            if (!slug.isEmpty()) {
                String shown = kind.terms() == null ? name : site.termName(kind.terms(), name);
                links.add(Map.of("name", shown, "href", Addresses.of(new ListingKey(kind, slug).resolved(site))));
            }
        }
        return links;
    }

    /** What a template sees. */
    private final class World {
        private final Map<String, Object> values = new HashMap<>();
        private final SiteSettings site;
        private final Texts texts;
        private final Dates dates;

        World(SiteSettings site) {
            this.site = site;
            this.texts = Texts.of(site);
            this.dates = new Dates(site, texts);
            put("t", texts.all());
            put("alternates", List.of());
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
