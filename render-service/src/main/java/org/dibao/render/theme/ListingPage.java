package org.dibao.render.theme;

import java.util.List;
import org.dibao.render.listing.ListingKey;
import org.jspecify.annotations.Nullable;

/**
 * A page of a listing.
 *
 * @param key   of the listing
 * @param name  as its newest article on this page writes it; not used for all articles
 * @param page  its number; absent for the newest page
 * @param items newest first
 * @param newer where the page with the next newer ones is; absent on the newest page
 * @param older where the page with the next older ones is; absent on the first page
 */
public record ListingPage(
        ListingKey key,
        String name,
        @Nullable Integer page,
        List<Item> items,
        @Nullable String newer,
        @Nullable String older) {}
