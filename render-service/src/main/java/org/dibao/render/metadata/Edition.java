package org.dibao.render.metadata;

import org.dibao.render.listing.ListingKey;

/**
 * The front page of a site in one of its languages.
 *
 * @param key      of the listing of its articles
 * @param language BCP 47
 * @param name     of the language, in itself
 */
public record Edition(ListingKey key, String language, String name) {}
