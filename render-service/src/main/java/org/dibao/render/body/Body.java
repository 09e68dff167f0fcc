package org.dibao.render.body;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An article's body as a page shows it.
 *
 * @param html     valid flow content (HTML Living Standard); headings begin at h2 and leave out no level
 * @param contents the table of contents: headings h2 with h3 under them; empty if the text is short or has few headings
 * @param minutes  reading time, at least 1
 * @param source   where the article was taken from, if its last lines say so
 * @param code     whether there is a block of code
 * @param text     the plain text on one line, without what only leads from place to place
 */
public record Body(
        String html,
        List<Heading> contents,
        int minutes,
        @Nullable SourceLine source,
        boolean code,
        String text) {
    public Body {
        contents = List.copyOf(contents);
    }
}
