package org.dibao.render.theme;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A page of what a search found.
 *
 * @param query    what was looked for; empty where nothing was
 * @param total    articles that match
 * @param page     from 1
 * @param previous the page before; absent on the first
 * @param next     the page behind; absent where there are no more
 * @param hits     best first
 * @param notes    what else there is to say
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

    /** Where nothing could be looked for. */
    public static SearchPage unanswered(String query, Note why) {
        return new SearchPage(query, 0, 1, null, null, List.of(), Set.of(why));
    }

    /** What a reader has to know beside what was found; each is a sentence of the texts, as {@code search.too-long}. */
    public enum Note {
        /** The index is being made anew, so that articles may be missing. */
        INCOMPLETE(true),
        /** Nothing has all that was asked for; these have a part of it. */
        LOOSE(true),
        /** There are too many searches at once. */
        BUSY(false),
        /** It took too long. */
        TOO_LONG(false),
        /** Nothing can be searched at the moment. */
        NOT_READY(false);

        /** Whether there is an answer all the same. */
        final boolean answered;

        Note(boolean answered) {
            this.answered = answered;
        }

        String text() {
            return "search." + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * An article that was found.
     *
     * @param titleHtml   escaped text, with {@code <mark>} around what was looked for
     * @param snippetHtml its best passage, in the same way
     * @param href        percent-encoded
     */
    public record Hit(
            String titleHtml,
            String snippetHtml,
            String href,
            OffsetDateTime date,
            @Nullable String lang) {}
}
