package org.dibao.render.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.dibao.contract.purge.PurgeKey;
import org.dibao.contract.site.SiteSettings;
import org.dibao.render.listing.ListingKey;
import org.dibao.render.listing.ListingKey.Kind;
import org.dibao.render.listing.ListingPaths;
import org.dibao.render.listing.Listings;
import org.dibao.render.snapshot.SiteSnapshot;
import org.dibao.render.theme.IndexPage;

/** The pages that list listings, from memory only. */
final class IndexHandler {
    /** Months are purged like whatever shows the latest articles. */
    private static final Set<PurgeKey> LATEST = Set.of(PurgeKey.HOME);

    private final PageWriter writer;
    private final int most;

    /** @param most how many of very many an index shows */
    IndexHandler(PageWriter writer, int most) {
        this.writer = writer;
        this.most = most;
    }

    /** All months that have articles, the newest first. */
    RenderedResponse archive(SiteSnapshot snapshot) {
        List<IndexPage.Entry> shown = new ArrayList<>();
        for (ListingKey key : snapshot.listings().keys(Kind.MONTH)) {
            int count = snapshot.listings().in(key).size();
            if (count > 0 && key.slug().matches("[0-9]{4}-[0-9]{2}")) {
                shown.add(new IndexPage.Entry(key.slug(), ListingPaths.of(key), count));
            }
        }
        shown.sort(Comparator.comparing(IndexPage.Entry::name).reversed());
        return RenderedResponse.Html.of(200, writer.index(snapshot.site(), IndexPage.whole(Kind.MONTH, shown)), LATEST);
    }

    /** The categories, tags or authors, or the most used of very many. */
    RenderedResponse index(SiteSnapshot snapshot, Kind kind) {
        SiteSettings site = snapshot.site();
        List<Listings.Summary> all = snapshot.listings().all(kind);
        List<IndexPage.Entry> shown = all.stream()
                .sorted(Comparator.comparingInt(Listings.Summary::count).reversed())
                .limit(most)
                .map(one -> new IndexPage.Entry(
                        ListingNames.named(site, one.key(), one.name()), ListingPaths.of(one.key()), one.count()))
                .sorted(Comparator.comparingInt(IndexPage.Entry::count)
                        .reversed()
                        .thenComparing(IndexPage.Entry::name)
                        .thenComparing(IndexPage.Entry::href))
                .toList();
        return RenderedResponse.Html.of(200, writer.index(site, new IndexPage(kind, shown, all.size())));
    }
}
