package org.dibao.render.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Slug;
import org.dibao.contract.site.MenuItem;
import org.dibao.contract.site.SiteSettings;
import org.dibao.contract.site.Term;
import org.dibao.render.view.Stories;
import org.dibao.render.view.Stories.With;

/** Posts, revises, moves, withdraws and merges at random; the same seed does the same. */
final class RandomNewsroom {
    private static final List<String> CATEGORIES = List.of("News", "news", "Weather Desk", "粮食", "Sport", "Town");
    private static final List<String> TAGS = List.of("river", "Market", "早市", "!!!", "harbour");
    private static final List<String> AUTHORS = List.of("Ann Lee", "何田");
    /** What a body does with them depends on the settings. */
    private static final List<String> SHAPES = List.of(
            "",
            "<a href=\"https://old.example/at/a1.html\">link</a>",
            "<img src=\"https://news.example/a.png\">",
            "<table><tr><td>1</td></tr></table>");

    private static final List<String> DATES = List.of(
            "2025-12-31T23:30:00+08:00",
            "2025-12-31T20:00:00Z",
            "2026-01-01T00:10:00+08:00",
            "2026-01-31T12:00:00+08:00",
            "2026-02-14T08:00:00+08:00",
            "2026-02-28T08:30:00+08:00");

    private final Random random;
    private final int articles;
    final Stories stories = new Stories();
    private final List<String> live = new ArrayList<>();
    private int next;

    RandomNewsroom(long seed, int articles) {
        this.random = new Random(seed);
        this.articles = articles;
    }

    /** Every listing that there could be. */
    static Set<String> listings() {
        Set<String> all = new TreeSet<>();
        CATEGORIES.forEach(name -> all.add("/category/" + ArticlePath.encode(Slug.of(name)) + ".html"));
        TAGS.stream()
                .filter(name -> !Slug.of(name).isEmpty())
                .forEach(name -> all.add("/tag/" + ArticlePath.encode(Slug.of(name)) + ".html"));
        AUTHORS.forEach(name -> all.add("/author/" + ArticlePath.encode(Slug.of(name)) + ".html"));
        all.addAll(List.of("/en/", "/zh/"));
        all.addAll(List.of("/2025/", "/2026/", "/2025/12/", "/2026/01/", "/2026/02/", "/category/unheard-of.html"));
        return all;
    }

    /** Something happens. */
    void act() {
        if (next < articles && (live.isEmpty() || chance(40))) {
            String id = "a" + next++;
            live.add(id);
            stories.publishes(id, "Title " + id, with(id));
        } else if (chance(2)) {
            stories.changesSite(site());
        } else if (chance(20)) {
            stories.withdraws(one(live));
        } else {
            String id = one(live);
            stories.publishes(id, chance(50) ? "Title " + id : "Title " + id + " again " + random.nextInt(3), with(id));
        }
    }

    private With with(String id) {
        With with = With.NOTHING
                .date(one(DATES))
                .categories(some(CATEGORIES))
                .tags(some(TAGS))
                .authors(some(AUTHORS))
                .pinned(chance(5))
                .html("<p>Text " + random.nextInt(3) + one(SHAPES) + "</p>" + one(SHAPES));
        with = chance(4) ? with.layout("page") : with;
        with = chance(15) ? with.translated("story " + random.nextInt(20), one(List.of("en", "zh-CN", "de"))) : with;
        with = chance(3) ? with.excerpt("In short.") : with;
        return with.at(chance(10) ? "/moved/" + id + ".html" : "/at/" + id + ".html");
    }

    private SiteSettings site() {
        Map<String, Term> categories = new HashMap<>();
        if (chance(70)) {
            categories.put("news", new Term("新闻", null, null));
            categories.put("weather-desk", new Term(null, null, one(List.of("news", "sport", "unheard-of"))));
            if (chance(50)) {
                categories.put("sport", new Term("Sport", null, one(List.of("town", "粮食"))));
            }
        }
        Map<String, Term> tags = chance(50)
                ? Map.of("market", new Term(null, null, "早市"))
                : Map.of("river", new Term("The River", null, null));
        Map<String, Term> authors = chance(30) ? Map.of("何田", new Term(null, null, "ann-lee")) : Map.of();
        List<MenuItem> menu = chance(30) ? List.of(new MenuItem("Map", "/map.html")) : null;
        return SiteSettings.builder()
                .title("Gazette")
                .baseUrl(one(List.of("https://news.example", "https://other.example")))
                .formerHosts(chance(50) ? List.of("old.example") : List.of())
                .language(one(List.of("zh-CN", "zh-CN", "en")))
                .pageSize(one(List.of(10, 20)))
                .categories(categories)
                .tags(tags)
                .authors(authors)
                .menu(menu)
                .build();
    }

    private String[] some(List<String> of) {
        return chance(25) ? new String[] {one(of), one(of)} : new String[] {one(of)};
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
