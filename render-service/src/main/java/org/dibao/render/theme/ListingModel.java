package org.dibao.render.theme;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.dibao.contract.article.ArticleId;
import org.dibao.render.listing.ListingKey.Kind;
import org.dibao.render.listing.ListingPaths;
import org.dibao.render.metadata.Edition;
import org.dibao.render.view.Item;
import org.dibao.render.view.ListedArticle;
import org.jspecify.annotations.Nullable;

/** The model for the templates of listings and of the front page. */
final class ListingModel {
    /** The first article of the front page is shown by itself, the next ones side by side. */
    private static final int SECOND = 4;

    private ListingModel() {}

    static TemplateModel of(TemplateModel world, ListingPage page) {
        Kind kind = page.key().kind();
        String label = kind.name().toLowerCase(Locale.ROOT);
        if (page.page() == null) {
            world.put("live", TemplateModel.live(label, page.slugs()));
        }
        return world.put(
                        "listing",
                        Map.of(
                                "kind",
                                label,
                                "label",
                                kind == Kind.ALL ? "" : world.texts.find("kind." + label),
                                "name",
                                page.name(),
                                "description",
                                page.description(),
                                "page",
                                page.page() == null ? "" : world.dates.days(page.items())))
                .put("items", items(world, page.items()))
                .put("newer", TemplateModel.empty(page.newer()))
                .put("older", TemplateModel.empty(page.older()));
    }

    static TemplateModel of(TemplateModel world, FrontPage page) {
        Set<ArticleId> pinned = new LinkedHashSet<>();
        List<Item> all = new ArrayList<>(page.pinned());
        page.pinned().forEach(item -> pinned.add(item.id()));
        page.latest().stream().filter(item -> !pinned.contains(item.id())).forEach(all::add);
        List<Map<String, Object>> items = items(world, all);
        int second = Math.min(all.size(), 1 + SECOND);
        List<Map<String, Object>> sections = new ArrayList<>();
        for (Section section : page.sections()) {
            List<Item> further = new ArrayList<>(section.items());
            further.removeAll(all.subList(0, second)); // seen above, with their pictures
            if (!further.isEmpty()) {
                sections.add(Map.of(
                        "name",
                        section.name(),
                        "href",
                        ListingPaths.of(section.key()),
                        "items",
                        items(world, further)));
            }
        }
        if (second < items.size()) {
            items.get(second).put("newDay", true); // the first of a list
        }
        return world.put("lead", items.subList(0, Math.min(1, items.size())))
                .put("second", items.subList(Math.min(1, items.size()), second))
                .put("items", items.subList(second, items.size()))
                .put("sections", sections)
                .put(
                        "editions",
                        page.editions().stream()
                                .map(it -> edition(it, page.edition()))
                                .toList())
                .put("older", TemplateModel.empty(page.older()))
                .put("live", TemplateModel.live("front", List.of()));
    }

    private static Map<String, Object> edition(Edition edition, @Nullable Edition shown) {
        return Map.of(
                "lang",
                edition.language(),
                "name",
                edition.name(),
                "href",
                ListingPaths.of(edition.key()),
                "shown",
                edition.equals(shown));
    }

    static List<Map<String, Object>> items(TemplateModel world, List<Item> items) {
        List<Map<String, Object>> shown = new ArrayList<>(items.size());
        Object day = "";
        for (Item item : items) {
            ListedArticle entry = item.entry();
            Map<String, Object> one = new HashMap<>();
            one.put("id", item.id().value());
            one.put("title", entry.title());
            one.put("isLong", Titles.hasLongClause(entry.title()));
            one.put("href", entry.path().encoded());
            Map<String, Object> date = world.dates.of(entry.date());
            one.put("date", date);
            one.put("newDay", !day.equals(date.get("day")));
            day = date.getOrDefault("day", "");
            String excerpt = TemplateModel.empty(entry.excerpt());
            one.put("excerpt", entry.title().contains(excerpt.strip()) ? "" : excerpt); // it repeats the title
            one.put("lang", TemplateModel.empty(entry.lang()));
            String image = PreviewImages.shown(entry.image());
            PreviewImages.put(image, item.picture(), one);
            one.put("categories", world.links(Kind.CATEGORY, entry.categories()));
            shown.add(one);
        }
        return shown;
    }
}
