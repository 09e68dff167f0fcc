package org.dibao.acceptance.chaos.truth;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is submitted of an article. No two submissions have the same title, unless one repeats the other.
 *
 * @param body      one paragraph of plain text
 * @param publishAt absent: at once
 */
public record Content(
        String title,
        String category,
        String path,
        String date,
        String body,
        boolean draft,
        @Nullable Instant publishAt) {

    /** With other values of some members, which are named as in JSON. */
    public Content patched(Map<String, String> changes) {
        return new Content(
                changes.getOrDefault("title", title),
                changes.getOrDefault("category", category),
                path,
                date,
                body,
                draft,
                publishAt);
    }
}
