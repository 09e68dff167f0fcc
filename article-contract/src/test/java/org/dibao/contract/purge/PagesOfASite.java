package org.dibao.contract.purge;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dibao.contract.Newsroom;
import org.dibao.contract.article.Article;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Slug;
import org.dibao.contract.fold.Decision;
import org.dibao.contract.fold.Head;
import org.dibao.contract.fold.PathClaim;

/** Every page of a small site as text, built from the decisions' state: what purging is measured against. */
final class PagesOfASite {
    private static final int PAGE_SIZE = 2;

    /** What a route shows, and the keys under which it is cached. */
    record Page(String content, Set<PurgeKey> keys) {}

    private final Newsroom newsroom;
    private final Map<ArticleId, Article> live = new TreeMap<>();
    private final Set<ArticleId> ids = new LinkedHashSet<>();
    private final Set<ArticlePath> paths = new LinkedHashSet<>();
    private final Map<String, Set<String>> names = new HashMap<>();
    private final Set<YearMonth> months = new LinkedHashSet<>();

    PagesOfASite(Newsroom newsroom) {
        this.newsroom = newsroom;
    }

    /** A page that may be asked for although nothing was ever there. */
    void know(ArticlePath path) {
        paths.add(path);
    }

    void apply(Decision decision) {
        Head head = decision.head();
        if (head == null) {
            return;
        }
        ids.add(head.id());
        Article article = decision.article();
        if (head.isLive() && article != null) {
            live.put(head.id(), article);
        } else {
            live.remove(head.id());
        }
        decision.claims().forEach(claim -> paths.add(claim.path()));
        if (article != null) {
            names("category", article.categories());
            names("tag", article.tags());
            names("author", article.authors());
            months.add(YearMonth.from(article.date()));
        }
    }

    Map<String, Page> pages() {
        Map<String, Page> pages = new HashMap<>();
        for (ArticlePath path : paths) {
            put(pages, path.value(), atPath(path), PurgeKey.path(path.value()));
        }
        for (ArticleId id : ids) {
            put(pages, "/articles/" + id, byId(id), PurgeKey.article(id));
        }
        List<Article> newest = newest(_ -> true);
        put(pages, "/", cards(first(newest)) + sections(), PurgeKey.HOME);
        numbered(pages, "all", newest, PurgeKey.HOME);
        put(pages, "/feed.xml", first(newest).stream().map(Article::toString).collect(Collectors.joining("\n")), PurgeKey.FEED);
        listings(pages, "category", Article::categories, PurgeKey::category);
        listings(pages, "tag", Article::tags, PurgeKey::tag);
        listings(pages, "author", Article::authors, PurgeKey::author);
        put(pages, "/categories.html", counts(Article::categories), PurgeKey.CATEGORIES);
        put(pages, "/tags.html", counts(Article::tags), PurgeKey.TAGS);
        for (YearMonth month : months) {
            List<Article> in = newest(article -> YearMonth.from(article.date()).equals(month));
            put(pages, "/archive/" + month, cards(in), PurgeKey.archive(month));
            put(pages, "/sitemap-" + month + ".xml",
                    in.stream().map(a -> a.path() + " " + a.modifiedAt()).collect(Collectors.joining("\n")), PurgeKey.sitemap(month));
            put(pages, "/archive/" + month.getYear(),
                    cards(newest(article -> article.date().getYear() == month.getYear())), PurgeKey.archive(month.getYear()));
        }
        return pages;
    }

    private String atPath(ArticlePath path) {
        PathClaim claim = newsroom.history().claim(path);
        if (claim == null) {
            return "404";
        }
        Article article = live.get(claim.article());
        if (article == null) {
            return "410";
        }
        return claim.kind() == PathClaim.Kind.CURRENT ? article.toString() : "301 " + article.path();
    }

    private String byId(ArticleId id) {
        Article article = live.get(id);
        if (article != null) {
            return "301 " + article.path() + ", or as JSON " + article;
        }
        return newsroom.head(id.value()).path() == null ? "404" : "410";
    }

    private void listings(
            Map<String, Page> pages, String kind, Function<Article, List<String>> of, Function<String, PurgeKey> key) {
        for (String name : names.getOrDefault(kind, Set.of())) {
            List<Article> in = newest(article -> of.apply(article).stream().anyMatch(n -> Slug.of(n).equals(Slug.of(name))));
            put(pages, "/" + kind + "/" + Slug.of(name), cards(first(in)), key.apply(name));
            numbered(pages, kind + "/" + Slug.of(name), in, key.apply(name));
        }
    }

    /** Numbered from the oldest; some beyond the end as well, for these may be asked for. */
    private void numbered(Map<String, Page> pages, String listing, List<Article> newest, PurgeKey key) {
        List<Article> oldest = newest.reversed();
        for (int n = 0; n < 4; n++) {
            List<Article> on = oldest.stream().skip((long) n * PAGE_SIZE).limit(PAGE_SIZE).toList();
            put(pages, "/" + listing + "/page/" + n, on.isEmpty() ? "404" : cards(on.reversed()), key);
        }
    }

    private void put(Map<String, Page> pages, String route, String content, PurgeKey key) {
        pages.put(route, new Page(newsroom.history().site() + "\n" + content, Set.of(key, PurgeKey.SITE)));
    }

    private String sections() {
        return names.getOrDefault("category", Set.of()).stream().map(Slug::of).distinct().sorted()
                .map(slug -> slug + ": " + cards(first(newest(a -> a.categories().stream().anyMatch(c -> Slug.of(c).equals(slug))))))
                .filter(section -> !section.endsWith(": "))
                .collect(Collectors.joining("\n"));
    }

    private String counts(Function<Article, List<String>> of) {
        Map<String, Long> counts = live.values().stream().flatMap(a -> of.apply(a).stream().map(Slug::of).distinct())
                .collect(Collectors.groupingBy(slug -> slug, TreeMap::new, Collectors.counting()));
        return counts.toString();
    }

    private List<Article> newest(java.util.function.Predicate<Article> which) {
        return live.values().stream().filter(which)
                .sorted(Comparator.comparing((Article a) -> a.date().toInstant()).thenComparing(Article::id).reversed())
                .toList();
    }

    private static List<Article> first(List<Article> articles) {
        return new ArrayList<>(articles.subList(0, Math.min(3, articles.size())));
    }

    private static String cards(List<Article> articles) {
        return articles.stream()
                .map(a -> Stream.of(a.id(), a.path(), a.title(), a.date(), a.categories(), a.tags(), a.authors(), a.excerpt(),
                        a.lang(), a.image(), a.layout()).map(part -> part == null ? "-" : "'" + part + "'").collect(Collectors.joining("|")))
                .collect(Collectors.joining("\n"));
    }

    private void names(String kind, List<String> values) {
        names.computeIfAbsent(kind, _ -> new LinkedHashSet<>()).addAll(values);
    }
}
