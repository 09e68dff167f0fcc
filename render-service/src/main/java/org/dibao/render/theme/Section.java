package org.dibao.render.theme;

import org.dibao.render.view.Item;
import java.util.List;
import org.dibao.render.listing.ListingKey;

/** A category on the front page with its newest articles. */
public record Section(ListingKey key, String name, List<Item> items) {
    public Section {
        items = List.copyOf(items);
    }
}
