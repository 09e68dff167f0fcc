package org.dibao.render.theme;

import io.avaje.recordbuilder.RecordBuilder;
import java.util.List;
import org.dibao.render.metadata.Edition;
import org.dibao.render.view.Item;
import org.jspecify.annotations.Nullable;

/**
 * The front page, of all articles or of those in one language.
 *
 * @param pinned   shown before all others; may be empty
 * @param latest   newest first; may include pinned articles, which are not shown twice
 * @param sections the most recently active categories
 * @param older    the address of the page after the latest articles; absent if there are no others
 * @param edition  the language of its articles; absent: all
 * @param editions the front pages in each language; empty if there is one language
 */
@RecordBuilder
public record FrontPage(
        List<Item> pinned,
        List<Item> latest,
        List<Section> sections,
        @Nullable String older,
        @Nullable Edition edition,
        List<Edition> editions) {
    public FrontPage {
        pinned = List.copyOf(pinned);
        latest = List.copyOf(latest);
        sections = List.copyOf(sections);
        editions = List.copyOf(editions);
    }

    /** Of a site whose articles are in one language. */
    public FrontPage(List<Item> pinned, List<Item> latest, List<Section> sections, @Nullable String older) {
        this(pinned, latest, sections, older, null, List.of());
    }
}
