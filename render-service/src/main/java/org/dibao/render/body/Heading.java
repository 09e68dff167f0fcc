package org.dibao.render.body;

import java.util.List;

/**
 * A line of a table of contents.
 *
 * @param level    2 or 3
 * @param id       of the heading's element; a link to it is {@code #} followed by the percent-encoded id
 * @param text     plain
 * @param children headings of the next level under this one
 */
public record Heading(int level, String id, String text, List<Heading> children) {
    public Heading {
        children = List.copyOf(children);
    }
}
