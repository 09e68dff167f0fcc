package org.dibao.render.body;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An article's body as a page shows it.
 *
 * @param html     valid flow content (HTML Living Standard); headings start at h2 and skip no level
 * @param contents the table of contents: h2 headings with nested h3 headings; empty if the text is short or has few
 *                 headings
 * @param minutes  reading time, at least 1
 * @param source   the article's original source, if its last lines name it
 * @param code     whether there is a code block
 * @param text     the plain text on one line, without navigation within the text
 * @param running  the same without headings, blocks of code, notes, and the table of contents
 */
public record RenderedBody(
        String html,
        List<Heading> contents,
        int minutes,
        @Nullable SourceLine source,
        boolean code,
        String text,
        String running) {
    public RenderedBody {
        contents = List.copyOf(contents);
    }

    /** Of a body that is all running text. */
    public RenderedBody(
            String html, List<Heading> contents, int minutes, @Nullable SourceLine source, boolean code, String text) {
        this(html, contents, minutes, source, code, text, text);
    }
}
