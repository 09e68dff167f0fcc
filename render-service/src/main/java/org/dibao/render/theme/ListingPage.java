package org.dibao.render.theme;

import io.avaje.recordbuilder.RecordBuilder;
import java.util.List;
import org.dibao.render.listing.ListingKey;
import org.dibao.render.view.Item;
import org.jspecify.annotations.Nullable;

/**
 * A page of a listing.
 *
 * @param key         of the listing
 * @param name        what it is called
 * @param description a sentence about it; empty if there is none
 * @param page        its number; absent for the newest page
 * @param items       newest first
 * @param newer       where the page with the next newer ones is; absent on the newest page
 * @param older       where the page with the next older ones is; absent on the first page
 * @param slugs       names of categories, tags or authors that belong into this listing, by slug: the key's own, and what was
 *                    merged into it; a browser looks again when it hears of an article with one of them
 */
@RecordBuilder
public record ListingPage(
        ListingKey key,
        String name,
        String description,
        @Nullable Integer page,
        List<Item> items,
        @Nullable String newer,
        @Nullable String older,
        List<String> slugs) {

    public ListingPage {
        items = List.copyOf(items);
        slugs = List.copyOf(slugs);
    }

    public ListingPage named(String newName) {
        return ListingPageBuilder.builder(this).name(newName).build();
    }

    /** A page of a listing into which nothing is merged, and which is not described: the newest and only one. */
    public static ListingPageBuilder of(ListingKey key, String name, List<Item> items) {
        return ListingPageBuilder.builder()
                .key(key)
                .name(name)
                .description("")
                .items(items)
                .slugs(List.of(key.slug()));
    }
}
