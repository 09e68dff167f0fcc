package org.dibao.render.theme;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A page of search results.
 *
 * @param query    the query; empty if there was none
 * @param total    articles that match
 * @param page     from 1
 * @param previous the previous page; absent on the first
 * @param next     the next page; absent on the last
 * @param hits     best first
 * @param notes    additional messages
 */
public record SearchPage(
        String query,
        long total,
        int page,
        @Nullable Integer previous,
        @Nullable Integer next,
        List<Hit> hits,
        Set<Note> notes) {

    public SearchPage {
        hits = List.copyOf(hits);
        notes = Set.copyOf(notes);
    }

    public SearchPage(
            String query, long total, int page, @Nullable Integer previous, @Nullable Integer next, List<Hit> hits) {
        this(query, total, page, previous, next, hits, Set.of());
    }

    /** A page for a search that could not be answered. */
    public static SearchPage unanswered(String query, Note why) {
        return new SearchPage(query, 0, 1, null, null, List.of(), Set.of(why));
    }

    /** Messages to the reader in addition to the results; each is one of the texts, such as {@code search.too-long}. */
    public enum Note {
        /** The index is being rebuilt, so articles may be missing. */
        INCOMPLETE(true),
        /** No article matches everything; these match a part. */
        LOOSE(true),
        /** Too many searches are running. */
        BUSY(false),
        /** The search took too long. */
        TOO_LONG(false),
        /** Search is unavailable at the moment. */
        NOT_READY(false);

        /** Whether there are results nevertheless. */
        final boolean answered;

        Note(boolean answered) {
            this.answered = answered;
        }

        String text() {
            return "search." + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * An article in the results.
     *
     * @param titleHtml   escaped text, with {@code <mark>} around the matches
     * @param snippetHtml its best passage, in the same form
     * @param href        percent-encoded
     */
    public record Hit(
            String titleHtml,
            String snippetHtml,
            String href,
            OffsetDateTime date,
            @Nullable String lang) {}
}
