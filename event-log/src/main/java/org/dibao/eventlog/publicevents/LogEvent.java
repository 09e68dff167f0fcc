package org.dibao.eventlog.publicevents;

import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.dibao.contract.article.Position;
import org.dibao.contract.event.Result;
import org.dibao.contract.publication.Card;
import org.dibao.contract.publication.Former;
import org.dibao.contract.publication.Publication;
import org.jspecify.annotations.Nullable;

/**
 * An event of the log, shared by all subscribers. Its JSON and what filters compare are made when somebody first needs
 * them; two threads may both make them, with the same result.
 */
public final class LogEvent {
    private final PublicEvent event;
    private final @Nullable Former former;
    private final @Nullable String siteLang;
    private volatile byte @Nullable [] json;
    private volatile @Nullable Place now;
    private volatile @Nullable Place before;
    private volatile @Nullable Frame lastFrame;

    private record Frame(Object format, Position previous, byte[] bytes) {}

    private LogEvent(PublicEvent event, @Nullable Former former, @Nullable String siteLang) {
        this.event = event;
        this.former = former;
        this.siteLang = siteLang;
    }

    public static LogEvent of(Publication publication) {
        return new LogEvent(PublicEvent.of(publication), publication.before(), publication.siteLang());
    }

    /** Positions that will never come: their records are no longer in the topic. */
    public static LogEvent gap(Position from, Position to) {
        return new LogEvent(PublicEvent.gap(from, to), null, null);
    }

    public Position position() {
        return event.position();
    }

    /** Absent for a gap. */
    public Result.@Nullable Kind kind() {
        return event.outcome();
    }

    /** The kind's name; {@code gap} for a gap. */
    public String name() {
        Result.Kind kind = kind();
        return kind == null ? "gap" : kind.wireName();
    }

    /** The article's id; empty if there is none. */
    public String article() {
        return event.article() == null ? "" : event.article().value();
    }

    public PublicEvent event() {
        return event;
    }

    /** Where the article is now; absent unless it is live. */
    public @Nullable Place now() {
        Card card = event.card();
        if (card == null || event.livePath() == null) {
            return null;
        }
        Place made = now;
        if (made == null) {
            made = Place.of(event.livePath(), card.categories(), card.tags(), card.authors(), card.lang(), siteLang);
            now = made;
        }
        return made;
    }

    /** Where it was before; absent unless it was live. */
    public @Nullable Place before() {
        if (former == null) {
            return null;
        }
        Place made = before;
        if (made == null) {
            made = Place.of(
                    former.path(), former.categories(), former.tags(), former.authors(), former.lang(), siteLang);
            before = made;
        }
        return made;
    }

    /** The members of its JSON object, without the braces. */
    public byte[] members() {
        byte[] made = json;
        if (made == null) {
            made = event.members().getBytes(StandardCharsets.UTF_8);
            json = made;
        }
        return made;
    }

    /**
     * The event as a stream sends it, for those that get it in the common form. Most of them have the same previous position, and
     * share the bytes.
     *
     * @param format   what tells one form from another
     * @param previous the position up to which the subscriber has what it asked for
     */
    public byte[] frame(Object format, Position previous, Supplier<byte[]> bytes) {
        Frame made = lastFrame;
        if (made == null || made.format() != format || !made.previous().equals(previous)) {
            made = new Frame(format, previous, bytes.get());
            lastFrame = made;
        }
        return made.bytes();
    }
}
