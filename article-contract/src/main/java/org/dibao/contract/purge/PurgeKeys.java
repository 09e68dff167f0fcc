package org.dibao.contract.purge;

import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.dibao.contract.article.Article;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.OldQuery;
import org.dibao.contract.article.PreviousState;
import org.dibao.contract.article.Slug;
import org.dibao.contract.event.Outcome;
import org.dibao.contract.site.SiteSettings;
import org.dibao.contract.site.Term;
import org.jspecify.annotations.Nullable;

/**
 * The keys of exactly those pages that an outcome changes. A pure function of the outcome and the settings in force at
 * its position; it reads no view.
 */
public final class PurgeKeys {
    private final SiteSettings site;
    private final SortedSet<PurgeKey> keys = new TreeSet<>();

    private PurgeKeys(SiteSettings site) {
        this.site = site;
    }

    /** @param site the settings in force at the outcome's position */
    public static SortedSet<PurgeKey> of(Outcome outcome, SiteSettings site) {
        PurgeKeys changed = new PurgeKeys(site);
        switch (outcome) {
            case Outcome.Live live -> changed.live(live);
            case Outcome.Withdrawn withdrawn -> {
                PreviousState before = withdrawn.before();
                changed.keys.add(PurgeKey.article(withdrawn.article()));
                changed.paths(before);
                if (before.listed()) {
                    Shown was = Shown.of(before);
                    changed.content(was);
                    changed.listings(was);
                }
            }
            case Outcome.OfFile file -> {
                changed.keys.add(PurgeKey.path(file.path().value()));
                changed.keys.add(PurgeKey.file(file.path()));
                changed.keys.add(PurgeKey.FILES);
            }
            case Outcome.SiteChanged _ -> changed.keys.add(PurgeKey.SITE);
            case Outcome.Erased _, Outcome.Bare _ -> {
                // Nothing that a reader can see has changed.
            }
        }
        return changed.keys;
    }

    /** The places where an article is shown. */
    private record Shown(
            OffsetDateTime date,
            List<String> categories,
            List<String> tags,
            List<String> authors,
            boolean page,
            @Nullable String translationKey) {

        static Shown of(Article a) {
            return new Shown(a.date(), a.categories(), a.tags(), a.authors(), a.isPage(), a.translationKey());
        }

        static Shown of(PreviousState b) {
            return new Shown(b.date(), b.categories(), b.tags(), b.authors(), b.page(), b.translationKey());
        }
    }

    private void live(Outcome.Live live) {
        Article article = live.article();
        @Nullable PreviousState before = live.before();
        keys.add(PurgeKey.path(article.path().value()));
        keys.add(PurgeKey.article(article.id()));
        live.redirects().forEach(path -> keys.add(PurgeKey.path(path.value())));
        if (live.redirects().stream().anyMatch(path -> !OldQuery.names(path).isEmpty())) {
            keys.add(PurgeKey.OLD_QUERIES);
        }
        boolean wasListed = before != null && before.listed();
        if (before != null && (!wasListed || !before.path().equals(article.path()))) {
            // What its redirects answer has changed: another target, or no longer 410. Its former path is among the new
            // ones,
            // or leads to another article by now.
            redirects(before);
        }
        Shown now = Shown.of(article);
        content(now);
        if (wasListed
                && before != null
                && before.card().equals(article.card())
                && before.lead().equals(article.leadDigest())) {
            return; // listings show the same as before
        }
        listings(now);
        if (before != null && wasListed) {
            Shown was = Shown.of(before);
            content(was);
            listings(was);
        }
    }

    private void paths(PreviousState before) {
        keys.add(PurgeKey.path(before.path().value()));
        redirects(before);
    }

    private void redirects(PreviousState before) {
        for (ArticlePath path : before.redirects()) {
            keys.add(PurgeKey.path(path.value()));
        }
    }

    /** Pages that show the article's text or when it was changed. */
    private void content(Shown shown) {
        keys.add(PurgeKey.sitemap(YearMonth.from(shown.date())));
        keys.add(shown.page() ? PurgeKey.PAGES : PurgeKey.FEED);
    }

    private void listings(Shown shown) {
        if (shown.translationKey() != null) {
            keys.add(PurgeKey.translations(shown.translationKey()));
        }
        if (shown.page()) {
            if (site.menu() == null) {
                keys.add(PurgeKey.SITE); // every page has the menu
            }
            return;
        }
        keys.add(PurgeKey.HOME);
        keys.add(PurgeKey.archive(shown.date().getYear()));
        keys.add(PurgeKey.archive(YearMonth.from(shown.date())));
        if (!shown.categories().isEmpty()) {
            keys.add(PurgeKey.CATEGORIES);
        }
        if (!shown.tags().isEmpty()) {
            keys.add(PurgeKey.TAGS);
        }
        terms(Term.Kind.CATEGORY, shown.categories(), PurgeKey::category);
        terms(Term.Kind.TAG, shown.tags(), PurgeKey::tag);
        terms(Term.Kind.AUTHOR, shown.authors(), PurgeKey::author);
    }

    private void terms(Term.Kind kind, List<String> names, Function<String, PurgeKey> key) {
        for (String name : names) {
            keys.add(key.apply(name));
            keys.add(key.apply(site.resolvedSlug(kind, kind.slug(name))));
            if (kind == Term.Kind.TAG) {
                keys.add(key.apply(Slug.of(name))); // where it was listed in earlier releases
            }
        }
    }
}
