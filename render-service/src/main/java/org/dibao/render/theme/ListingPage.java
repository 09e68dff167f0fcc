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
 * @param name        its name
 * @param description a sentence about it; empty if there is none
 * @param page        its number; absent for the newest page
 * @param items       newest first
 * @param newer       the address of the page with the next newer ones; absent on the newest page
 * @param older       the address of the page with the next older ones; absent on the first page
 * @param slugs       slugs of the categories, tags or authors that belong to this listing: the key's own and those
 *                    merged into it; a browser reloads the page when it is notified of an article with one of them
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

    /** The newest and only page of a listing without merged terms and without a description. */
    public static ListingPageBuilder of(ListingKey key, String name, List<Item> items) {
        return ListingPageBuilder.builder()
                .key(key)
                .name(name)
                .description("")
                .items(items)
                .slugs(List.of(key.slug()));
    }
}
