package org.dibao.render.theme;

import java.util.List;
import org.dibao.render.view.Item;
import org.jspecify.annotations.Nullable;

/**
 * The front page.
 *
 * @param pinned   shown before all others; may be empty
 * @param latest   newest first; may include pinned articles, which are not shown twice
 * @param sections the most recently active categories
 * @param older    the address of the page after the latest articles; absent if there are no others
 */
public record FrontPage(
        List<Item> pinned,
        List<Item> latest,
        List<Section> sections,
        @Nullable String older) {
    public FrontPage {
        pinned = List.copyOf(pinned);
        latest = List.copyOf(latest);
        sections = List.copyOf(sections);
    }
}
