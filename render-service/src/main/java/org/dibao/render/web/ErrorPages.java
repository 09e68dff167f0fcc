package org.dibao.render.web;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dibao.contract.purge.PurgeKey;
import org.dibao.render.listing.ListingKey;
import org.dibao.render.snapshot.SiteSnapshot;
import org.dibao.render.view.Item;
import reactor.core.publisher.Mono;

/** The pages for addresses where nothing is. They show what might be read instead. */
final class ErrorPages {
    /** Pages that show the latest articles are purged when one of them changes. */
    private static final Set<PurgeKey> SUGGESTED = Set.of(PurgeKey.HOME);

    private final Items items;
    private final PageWriter writer;
    private final int suggestions;

    /** @param suggestions how many of the latest articles a page shows */
    ErrorPages(Items items, PageWriter writer, int suggestions) {
        this.items = items;
        this.writer = writer;
        this.suggestions = suggestions;
    }

    /** 404, with the latest articles and a search for the words of the address. */
    Mono<RenderedResponse> missing(SiteSnapshot snapshot, String path) {
        return suggestions(snapshot)
                .map(latest -> RenderedResponse.Html.of(
                        404, writer.missing(snapshot.site(), AddressWords.of(path), latest), suggested(latest)));
    }

    /** 410, in the same way. */
    Mono<RenderedResponse> gone(SiteSnapshot snapshot, String path) {
        return suggestions(snapshot)
                .map(latest -> RenderedResponse.Html.of(
                        410, writer.gone(snapshot.site(), AddressWords.of(path), latest), suggested(latest)));
    }

    private static Set<PurgeKey> suggested(List<Item> latest) {
        Set<PurgeKey> keys = new HashSet<>(SUGGESTED);
        keys.addAll(Pictures.of(latest).keys());
        return keys;
    }

    private Mono<List<Item>> suggestions(SiteSnapshot snapshot) {
        return items.find(
                        snapshot.site(), snapshot.listings().in(ListingKey.ALL).newest(suggestions))
                .map(found -> Items.in(snapshot.site(), ListingKey.ALL, found.values()));
    }
}
