package org.dibao.eventlog.publicevents;

import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.dibao.contract.article.Position;
import org.dibao.contract.event.Result;
import org.dibao.contract.json.Json;
import org.dibao.contract.publication.Card;
import org.dibao.contract.publication.Former;
import org.dibao.contract.publication.Publication;
import org.dibao.contract.wire.Codec;
import org.dibao.contract.wire.Unreadable;
import org.dibao.eventlog.PublicationFollower;
import org.dibao.eventlog.ReceivedRecord;
import org.jspecify.annotations.Nullable;

/**
 * An event of the log, shared by all subscribers. Its JSON and what filters compare are made when somebody first needs
 * them; two threads may both make them, with the same result.
 */
public final class LogEvent {
    private static final byte[] NO_KEYS = "[]".getBytes(StandardCharsets.UTF_8);

    private final PublicEvent event;
    private final @Nullable Former former;
    private final @Nullable String siteLang;
    private final String source;
    /** As JSON, which is smaller. */
    private final byte[] purge;

    private volatile byte @Nullable [] json;
    private volatile @Nullable Place now;
    private volatile @Nullable Place before;
    private volatile @Nullable Frame lastFrame;

    private record Frame(Object format, Position previous, byte[] bytes) {}

    private LogEvent(
            PublicEvent event, @Nullable Former former, @Nullable String siteLang, String source, byte[] purge) {
        this.event = event;
        this.former = former;
        this.siteLang = siteLang;
        this.source = source;
        this.purge = purge;
    }

    /** @param source of the publication's record: the site and the service that wrote it */
    public static LogEvent of(Publication publication, String source) {
        return new LogEvent(
                PublicEvent.of(publication),
                publication.before(),
                publication.siteLang(),
                source,
                Json.bytes(publication.purge()));
    }

    /** Of a site that is not known, as in records of earlier releases. */
    public static LogEvent of(Publication publication) {
        return of(publication, PublicationFollower.UNKNOWN_SITE);
    }

    /**
     * @param record of the topic {@code publications}
     * @throws Unreadable if it is no publication
     */
    public static LogEvent of(ReceivedRecord record) throws Unreadable {
        return of(
                Codec.readPublication(record.headers(), record.value()), PublicationFollower.source(record.headers()));
    }

    /**
     * Positions that will never come: their records are no longer in the topic.
     *
     * @param source of a record beside them
     */
    public static LogEvent gap(Position from, Position to, String source) {
        return new LogEvent(PublicEvent.gap(from, to), null, null, source, NO_KEYS);
    }

    /** The site and the service that wrote its record, such as {@code https://news.example/render}. */
    public String source() {
        return source;
    }

    public Position position() {
        return event.position();
    }

    /** The keys of the pages that it changed, as a JSON array of strings. */
    public byte[] purge() {
        return purge;
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
