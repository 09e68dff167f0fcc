package org.dibao.render.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.dibao.contract.article.Slug;
import org.dibao.contract.event.Problem;
import org.dibao.contract.json.Json;
import org.dibao.render.listing.Articles;
import org.dibao.render.listing.Cursor;
import org.dibao.render.listing.ListingKey;
import org.dibao.render.listing.ListingKey.Kind;
import org.dibao.render.snapshot.SiteSnapshot;
import org.dibao.render.view.Item;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import reactor.core.publisher.Mono;

/**
 * {@code GET /api/articles?category=&tag=&author=&after=&limit=}: live articles, newest first, those to which all filters
 * apply. {@code next} is the cursor to go on with, absent at the end; where several filters leave little, an answer may hold
 * fewer than {@code limit} and still have a {@code next}.
 */
final class ApiReader {
    private final ListingReader listings;
    private final PageSettings settings;

    ApiReader(ListingReader listings, PageSettings settings) {
        this.listings = listings;
        this.settings = settings;
    }

    record Shows(List<ShownArticle> articles, @Nullable String next) {}

    Mono<Answer> articles(SiteSnapshot edition, MultiValueMap<String, String> query) {
        List<ListingKey> keys;
        Cursor after;
        int limit;
        try {
            keys = keys(query).stream().map(key -> key.resolved(edition.site())).toList();
            after = after(query);
            limit = limit(query);
        } catch (BadParameter e) {
            return Mono.just(
                    Answer.Refused.of(Problem.of(Problem.Type.MALFORMED, e.name, String.valueOf(e.getMessage()))));
        }
        List<Articles> filters =
                new ArrayList<>(keys.stream().map(edition.listings()::in).toList());
        if (keys.stream().anyMatch(key -> key.slug().isEmpty() && key.kind() != Kind.ALL)
                || filters.stream().anyMatch(Articles::isEmpty)) {
            return Mono.just(new Answer.Json(Json.bytes(new Shows(List.of(), null))));
        }
        filters.sort(Comparator.comparingInt(Articles::size)); // the shortest is walked along, the others are asked
        Articles.Cut cut =
                filters.getFirst().select(after, filters.subList(1, filters.size()), limit, settings.maxLooks());
        return listings.items(cut.articles()).map(found -> {
            List<Item> items = List.copyOf(found.values());
            for (ListingKey key : keys) {
                items = ListingReader.in(edition.site(), key, items);
            }
            return new Answer.Json(Json.bytes(new Shows(
                    items.stream().map(ShownArticle::of).toList(),
                    cut.next() == Cursor.START ? null : cut.next().text())));
        });
    }

    private static List<ListingKey> keys(MultiValueMap<String, String> query) {
        List<ListingKey> keys = new ArrayList<>();
        add(keys, Kind.CATEGORY, one(query, "category"));
        add(keys, Kind.TAG, one(query, "tag"));
        add(keys, Kind.AUTHOR, one(query, "author"));
        return keys.isEmpty() ? List.of(ListingKey.ALL) : keys;
    }

    private static void add(List<ListingKey> keys, Kind kind, @Nullable String name) {
        if (name != null) {
            keys.add(new ListingKey(kind, Slug.of(name)));
        }
    }

    private static Cursor after(MultiValueMap<String, String> query) {
        String text = one(query, "after");
        try {
            return text == null ? Cursor.START : Cursor.parse(text);
        } catch (IllegalArgumentException e) {
            throw new BadParameter("after", "after is not a cursor: give the value of next as an answer had it");
        }
    }

    private int limit(MultiValueMap<String, String> query) {
        String text = one(query, "limit");
        if (text == null) {
            return settings.limit();
        }
        int limit = text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > settings.maxLimit()) {
            throw new BadParameter("limit", "limit is a number from 1 to " + settings.maxLimit());
        }
        return limit;
    }

    private static @Nullable String one(MultiValueMap<String, String> query, String name) {
        List<String> values = query.get(name);
        if (values == null || values.isEmpty()) {
            return null;
        }
        if (values.size() > 1) {
            throw new BadParameter(name, name + " is given once at most");
        }
        String value = Objects.requireNonNullElse(values.getFirst(), "");
        return value.isBlank() ? null : value;
    }

    private static final class BadParameter extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final String name;

        BadParameter(String name, String message) {
            super(message, null, false, false);
            this.name = name;
        }
    }
}
