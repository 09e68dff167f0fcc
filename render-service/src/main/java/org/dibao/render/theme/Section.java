package org.dibao.render.theme;

import java.util.List;
import org.dibao.render.listing.ListingKey;
import org.dibao.render.view.Item;

/** A category on the front page with its newest articles. */
public record Section(ListingKey key, String name, List<Item> items) {
    public Section {
        items = List.copyOf(items);
    }
}
