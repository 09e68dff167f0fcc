package org.dibao.contract.purge;

import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.dibao.contract.article.Article;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Before;
import org.dibao.contract.event.Outcome;
import org.jspecify.annotations.Nullable;

/** The keys of exactly those pages that an outcome changes. A pure function; reads no view. */
public final class PurgeKeys {

    private PurgeKeys() {}

    public static SortedSet<PurgeKey> of(Outcome outcome) {
        SortedSet<PurgeKey> keys = new TreeSet<>();
        switch (outcome) {
            case Outcome.Live live -> live(live, keys);
            case Outcome.Withdrawn withdrawn -> {
                Before before = withdrawn.before();
                keys.add(PurgeKey.article(withdrawn.article()));
                paths(before, keys);
                if (before.listed()) {
                    listings(before, keys);
                }
            }
            case Outcome.SiteChanged _ -> keys.add(PurgeKey.SITE);
            case Outcome.Bare _ -> {
                // Nothing that a reader can see has changed.
            }
        }
        return keys;
    }

    private static void live(Outcome.Live live, SortedSet<PurgeKey> keys) {
        Article article = live.article();
        @Nullable Before before = live.before();
        keys.add(PurgeKey.path(article.path().value()));
        keys.add(PurgeKey.article(article.id()));
        live.redirects().forEach(path -> keys.add(PurgeKey.path(path.value())));
        boolean wasListed = before != null && before.listed();
        if (before != null && (!wasListed || !before.path().equals(article.path()))) {
            // What its redirects answer has changed: another target, or no longer 410.
            paths(before, keys);
        }
        keys.add(PurgeKey.FEED);
        sitemap(article.date(), keys);
        if (wasListed && before != null && before.card().equals(article.card())) {
            return; // listings show the same as before
        }
        listing(article.date(), article.categories(), article.tags(), article.authors(), keys);
        if (before != null && wasListed) {
            listings(before, keys);
        }
    }

    private static void paths(Before before, SortedSet<PurgeKey> keys) {
        keys.add(PurgeKey.path(before.path().value()));
        for (ArticlePath path : before.redirects()) {
            keys.add(PurgeKey.path(path.value()));
        }
    }

    private static void listings(Before before, SortedSet<PurgeKey> keys) {
        keys.add(PurgeKey.FEED);
        sitemap(before.date(), keys);
        listing(before.date(), before.categories(), before.tags(), before.authors(), keys);
    }

    private static void listing(
            OffsetDateTime date,
            Collection<String> categories,
            List<String> tags,
            List<String> authors,
            SortedSet<PurgeKey> keys) {
        keys.add(PurgeKey.HOME);
        keys.add(PurgeKey.archive(date.getYear()));
        keys.add(PurgeKey.archive(YearMonth.from(date)));
        if (!categories.isEmpty()) {
            keys.add(PurgeKey.CATEGORIES);
        }
        if (!tags.isEmpty()) {
            keys.add(PurgeKey.TAGS);
        }
        categories.forEach(name -> keys.add(PurgeKey.category(name)));
        tags.forEach(name -> keys.add(PurgeKey.tag(name)));
        authors.forEach(name -> keys.add(PurgeKey.author(name)));
    }

    private static void sitemap(OffsetDateTime date, SortedSet<PurgeKey> keys) {
        keys.add(PurgeKey.sitemap(YearMonth.from(date)));
    }
}
