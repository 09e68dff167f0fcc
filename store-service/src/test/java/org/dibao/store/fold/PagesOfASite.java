package org.dibao.store.fold;

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
import org.dibao.contract.article.Article;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Lead;
import org.dibao.contract.article.Slug;
import org.dibao.contract.purge.PurgeKey;
import org.dibao.contract.site.SiteSettings;
import org.dibao.contract.site.Term;
import org.jspecify.annotations.Nullable;

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
    /** What is on every page. */
    private String frame = "";

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
        SiteSettings site = newsroom.history().site();
        frame = site + "\n"
                + (site.menu() != null
                        ? site.menu()
                        : cards(all().stream().filter(Article::isPage).toList()));
        Map<String, Page> pages = new HashMap<>();
        for (ArticlePath path : paths) {
            put(pages, path.value(), atPath(path), PurgeKey.path(path.value()), translations(path));
        }
        for (ArticleId id : ids) {
            put(pages, "/articles/" + id, byId(id), PurgeKey.article(id));
        }
        List<Article> newest = newest(_ -> true);
        put(pages, "/", cards(first(newest)) + sections(), PurgeKey.HOME);
        numbered(pages, "all", newest, PurgeKey.HOME);
        put(
                pages,
                "/feed.xml",
                first(newest).stream().map(Article::toString).collect(Collectors.joining("\n")),
                PurgeKey.FEED);
        listings(pages, Term.Kind.CATEGORY, "category", Article::categories, PurgeKey::category);
        listings(pages, Term.Kind.TAG, "tag", Article::tags, PurgeKey::tag);
        listings(pages, Term.Kind.AUTHOR, "author", Article::authors, PurgeKey::author);
        put(pages, "/categories.html", counts(Term.Kind.CATEGORY, Article::categories), PurgeKey.CATEGORIES);
        put(pages, "/tags.html", counts(Term.Kind.TAG, Article::tags), PurgeKey.TAGS);
        for (YearMonth month : months) {
            List<Article> in = newest(article -> YearMonth.from(article.date()).equals(month));
            put(pages, "/archive/" + month, cards(in), PurgeKey.archive(month));
            put(
                    pages,
                    "/sitemap-" + month + ".xml",
                    all().stream()
                            .filter(a -> YearMonth.from(a.date()).equals(month))
                            .map(a -> a.path() + " " + a.modifiedAt())
                            .collect(Collectors.joining("\n")),
                    PurgeKey.sitemap(month));
            put(
                    pages,
                    "/archive/" + month.getYear(),
                    cards(newest(article -> article.date().getYear() == month.getYear())),
                    PurgeKey.archive(month.getYear()));
        }
        put(
                pages,
                "/sitemap-pages.xml",
                all().stream()
                        .filter(Article::isPage)
                        .map(a -> a.path() + " " + a.modifiedAt())
                        .collect(Collectors.joining("\n")),
                PurgeKey.PAGES);
        return pages;
    }

    /** What it says of the article's translations beside it, and the key that this brings. */
    private Set<PurgeKey> translations(ArticlePath path) {
        PathClaim claim = newsroom.history().claim(path);
        Article article = claim == null || claim.kind() != PathClaim.Kind.CURRENT ? null : live.get(claim.article());
        return article == null || article.translationKey() == null
                ? Set.of()
                : Set.of(PurgeKey.translations(article.translationKey()));
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
        return claim.kind() == PathClaim.Kind.CURRENT ? article + cards(others(article)) : "301 " + article.path();
    }

    private List<Article> others(Article article) {
        return all().stream()
                .filter(a -> a.translationKey() != null && a.translationKey().equals(article.translationKey()))
                .toList();
    }

    private String byId(ArticleId id) {
        Article article = live.get(id);
        if (article != null) {
            return "301 " + article.path() + ", or as JSON " + article;
        }
        return newsroom.head(id.value()).path() == null ? "404" : "410";
    }

    private void listings(
            Map<String, Page> pages,
            Term.Kind which,
            String kind,
            Function<Article, List<String>> of,
            Function<String, PurgeKey> key) {
        Set<String> written = names.getOrDefault(kind, Set.of());
        for (String name : Stream.concat(written.stream(), written.stream().map(n -> resolved(which, n)))
                .toList()) {
            String slug = Slug.of(name);
            if (!resolved(which, name).equals(slug)) {
                put(pages, "/" + kind + "/" + slug, "301 " + resolved(which, name), key.apply(name));
                continue;
            }
            List<Article> in = newest(article ->
                    of.apply(article).stream().anyMatch(n -> resolved(which, n).equals(slug)));
            put(pages, "/" + kind + "/" + Slug.of(name), cards(first(in)), key.apply(name));
            numbered(pages, kind + "/" + Slug.of(name), in, key.apply(name));
        }
    }

    /** Numbered from the oldest; some beyond the end as well, for these may be asked for. */
    private void numbered(Map<String, Page> pages, String listing, List<Article> newest, PurgeKey key) {
        List<Article> oldest = newest.reversed();
        for (int n = 0; n < 4; n++) {
            List<Article> on =
                    oldest.stream().skip((long) n * PAGE_SIZE).limit(PAGE_SIZE).toList();
            put(pages, "/" + listing + "/page/" + n, on.isEmpty() ? "404" : cards(on.reversed()), key);
        }
    }

    private void put(Map<String, Page> pages, String route, String content, PurgeKey key) {
        put(pages, route, content, key, Set.of());
    }

    private void put(Map<String, Page> pages, String route, String content, PurgeKey key, Set<PurgeKey> more) {
        Set<PurgeKey> keys = new LinkedHashSet<>(more);
        keys.add(key);
        keys.add(PurgeKey.SITE);
        pages.put(route, new Page(frame + "\n" + content, keys));
    }

    private String sections() {
        return names.getOrDefault("category", Set.of()).stream()
                .map(name -> resolved(Term.Kind.CATEGORY, name))
                .distinct()
                .sorted()
                .map(slug -> slug + ": "
                        + cards(first(newest(a -> a.categories().stream()
                                .anyMatch(c -> resolved(Term.Kind.CATEGORY, c).equals(slug))))))
                .filter(section -> !section.endsWith(": "))
                .collect(Collectors.joining("\n"));
    }

    private String counts(Term.Kind kind, Function<Article, List<String>> of) {
        Map<String, Long> counts = newest(_ -> true).stream()
                .flatMap(a -> of.apply(a).stream().map(n -> resolved(kind, n)).distinct())
                .collect(Collectors.groupingBy(slug -> slug, TreeMap::new, Collectors.counting()));
        return counts.toString();
    }

    private List<Article> newest(java.util.function.Predicate<Article> which) {
        return all().stream().filter(a -> !a.isPage()).filter(which).toList();
    }

    /** Static pages too. */
    private List<Article> all() {
        return live.values().stream()
                .sorted(Comparator.comparing((Article a) -> a.date().toInstant())
                        .thenComparing(Article::id)
                        .reversed())
                .toList();
    }

    private String resolved(Term.Kind kind, String name) {
        return newsroom.history().site().resolvedSlug(kind, Slug.of(name));
    }

    private static List<Article> first(List<Article> articles) {
        return new ArrayList<>(articles.subList(0, Math.min(3, articles.size())));
    }

    private static String cards(List<Article> articles) {
        return articles.stream()
                .map(a -> Stream.of(
                                a.id(),
                                a.path(),
                                a.title(),
                                a.date(),
                                a.categories(),
                                a.tags(),
                                a.authors(),
                                a.excerpt(),
                                beginning(a),
                                a.lang(),
                                a.image(),
                                a.layout(),
                                a.pinned(),
                                a.translationKey())
                        .map(part -> part == null ? "-" : "'" + part + "'")
                        .collect(Collectors.joining("|")))
                .collect(Collectors.joining("\n"));
    }

    /** What a listing shows of the text, where the article has no excerpt of its own. */
    private static @Nullable String beginning(Article article) {
        if (!article.isListedByLead()) {
            return null;
        }
        return article.lead() != null ? article.lead() : Lead.of(article.html());
    }

    private void names(String kind, List<String> values) {
        names.computeIfAbsent(kind, _ -> new LinkedHashSet<>()).addAll(values);
    }
}
