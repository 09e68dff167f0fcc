package org.dibao.render.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.dibao.contract.json.Json;
import org.dibao.render.listing.Cursor;
import org.dibao.render.listing.ListingKey;
import org.dibao.render.listing.ListingKey.Kind;
import org.dibao.render.listing.ListingSnapshot;
import org.dibao.render.snapshot.SiteSnapshot;
import org.dibao.render.view.Item;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import reactor.core.publisher.Mono;

/**
 * {@code GET /api/articles?category=&tag=&author=&after=&limit=}: live articles that match all filters, newest first.
 * {@code next} is the cursor for the next request, absent at the end; with several restrictive filters, a response may
 * contain fewer than {@code limit} articles and still have a {@code next}.
 */
final class ApiHandler {
    private final Items items;
    private final PageSettings settings;

    ApiHandler(Items items, PageSettings settings) {
        this.items = items;
        this.settings = settings;
    }

    record Shows(List<ShownArticle> articles, @Nullable String next) {}

    Mono<RenderedResponse> articles(SiteSnapshot snapshot, MultiValueMap<String, String> query) {
        List<ListingKey> keys;
        Cursor after;
        int limit;
        try {
            keys = keys(query).stream()
                    .map(key -> key.resolved(snapshot.site()))
                    .toList();
            after = after(query);
            limit = QueryParameters.limit(query, settings);
        } catch (QueryParameters.Bad e) {
            return Mono.just(RenderedResponse.Refused.of(e.problem()));
        }
        List<ListingSnapshot> filters =
                new ArrayList<>(keys.stream().map(snapshot.listings()::in).toList());
        if (keys.stream().anyMatch(key -> key.slug().isEmpty() && key.kind() != Kind.ALL)
                || filters.stream().anyMatch(ListingSnapshot::isEmpty)) {
            return Mono.just(new RenderedResponse.Json(Json.bytes(new Shows(List.of(), null))));
        }
        filters.sort(
                Comparator.comparingInt(ListingSnapshot::size)); // iterate over the shortest, look up in the others
        ListingSnapshot.Cut cut =
                filters.getFirst().select(after, filters.subList(1, filters.size()), limit, settings.maxLooks());
        return items.find(cut.articles()).map(found -> {
            List<Item> shown = List.copyOf(found.values());
            for (ListingKey key : keys) {
                shown = Items.in(snapshot.site(), key, shown);
            }
            return new RenderedResponse.Json(Json.bytes(new Shows(
                    shown.stream().map(ShownArticle::of).toList(),
                    cut.next() == Cursor.START ? null : cut.next().text())));
        });
    }

    private static List<ListingKey> keys(MultiValueMap<String, String> query) {
        List<ListingKey> keys = new ArrayList<>();
        add(keys, Kind.CATEGORY, QueryParameters.one(query, "category"));
        add(keys, Kind.TAG, QueryParameters.one(query, "tag"));
        add(keys, Kind.AUTHOR, QueryParameters.one(query, "author"));
        return keys.isEmpty() ? List.of(ListingKey.ALL) : keys;
    }

    private static void add(List<ListingKey> keys, Kind kind, @Nullable String name) {
        if (name != null) {
            keys.add(new ListingKey(kind, kind.slug(name)));
        }
    }

    private static Cursor after(MultiValueMap<String, String> query) {
        String text = QueryParameters.one(query, "after");
        try {
            return text == null ? Cursor.START : Cursor.parse(text);
        } catch (IllegalArgumentException e) {
            throw new QueryParameters.Bad(
                    "after", "after is not a cursor: use the value of next from a previous response");
        }
    }
}
