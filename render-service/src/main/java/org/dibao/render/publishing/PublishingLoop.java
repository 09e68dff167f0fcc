package org.dibao.render.publishing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.dibao.contract.article.Position;
import org.dibao.contract.event.ArticleEvent;
import org.dibao.contract.publication.Publication;
import org.dibao.contract.site.SiteSettings;
import org.dibao.contract.wire.NewerVersion;
import org.dibao.eventlog.Received;
import org.dibao.eventlog.stream.LogHandler;
import org.dibao.render.view.DeadLetters.DeadLetter;
import org.dibao.render.view.Ports;
import org.dibao.render.view.Progress.Mark;
import org.jspecify.annotations.Nullable;

/**
 * Brings the view up to the events, batch by batch: bury what is unreadable, write the view, announce, advance. Each step
 * is durable before the next begins and none takes effect twice, so the loop may die anywhere: it forgets what it knew at
 * every failure and reads from the ports where it stands. For one thread.
 */
public final class PublishingLoop implements LogHandler {
    private final Ports ports;
    private final int batchSize;
    private final Await await;
    private final Recovery recovery;
    private final Observer observer;
    private @Nullable Standing standing;
    private @Nullable Position soughtInVain;

    /** Is told what has come about, in the loop's thread. */
    public interface Observer {
        /** It goes on behind this position. */
        default void resumed(Position at) {}

        /** These are on {@code publications} now, and were not before. */
        default void announced(List<ArticleEvent> events) {}

        /** So many records are among the dead letters now, and were not before. */
        default void buried(int letters) {}

        /** Everything up to this position is in the view, announced, and behind progress. */
        default void advanced(Position to) {}
    }

    /**
     * @param batchSize how many events are handled at once at most
     * @param timeout   how long the database may take for one bulk
     */
    public PublishingLoop(Ports ports, int batchSize, Duration timeout, Observer observer) {
        this.ports = ports;
        this.batchSize = batchSize;
        this.await = new Await(timeout);
        this.recovery = new Recovery(ports, await);
        this.observer = observer;
    }

    /** @throws Refusal if the database and the topics do not belong together */
    @Override
    public Position resume() {
        standing = null;
        Standing at = recover();
        standing = at;
        return at.offset().next(); // an event's offset is at least its position: nothing wanted lies before
    }

    private Standing recover() {
        Standing at = recovery.standing();
        observer.resumed(at.done());
        return at;
    }

    @Override
    public Position on(List<Received> records) {
        try {
            Standing at = standing == null ? recover() : standing;
            Reading reading = new Reading(at.done(), at.offset());
            for (Received record : records) {
                Position offset = new Position(record.offset());
                if (!offset.isAfter(at.offset())) {
                    continue; // has been handled
                }
                Inbox item = Inbox.read(record);
                if (reading.isFullBefore(item, batchSize)) {
                    at = handle(at, reading);
                    reading = new Reading(at.done(), at.offset());
                }
                if (!reading.add(item)) {
                    handle(at, reading);
                    return seekBack(reading.done().next(), offset);
                }
            }
            at = handle(at, reading);
            return at.offset().next();
        } catch (Behind e) {
            return resume();
        } catch (RuntimeException e) {
            standing = null;
            throw e;
        }
    }

    private Position seekBack(Position wanted, Position found) {
        if (wanted.equals(soughtInVain)) {
            throw new LogDefect(
                    "The events have a gap: position " + wanted + " is missing before offset " + found
                            + ". Nothing behind it is published. Restore the topic's records, or run `dibao rebuild` on whole ones.");
        }
        soughtInVain = wanted;
        Position offset = resume();
        return offset;
    }

    private Standing handle(Standing at, Reading read) {
        List<DeadLetter> letters = read.letters().stream()
                .filter(letter -> letter.offset().isAfter(at.buried()))
                .toList();
        if (!letters.isEmpty()) {
            ports.deadLetters().append(letters);
            observer.buried(letters.size());
        }
        Position announced = at.announced();
        Mark mark = at.mark();
        SiteSettings site = at.site();
        if (!read.events().isEmpty()) {
            List<CompletableFuture<?>> writing =
                    new ArrayList<>(Changes.of(read.events()).write(ports.views()));
            // Another instance would announce the same: looked for before announcing, while the view is written.
            CompletableFuture<Void> alone = ports.progress().find().thenAccept(now -> compare(at.mark(), now));
            writing.add(alone);
            await.all(writing);
            announced = announce(announced, read.events(), site);
            site = Reading.after(read.events(), site);
            mark = advance(mark, read.done());
            soughtInVain = null;
        }
        Position buried = letters.isEmpty() ? at.buried() : letters.getLast().offset();
        Standing after = new Standing(mark, read.done(), read.offset(), announced, buried, site);
        standing = after;
        if (!read.events().isEmpty()) {
            observer.advanced(after.done());
        }
        NewerVersion newer = read.newer();
        if (newer != null) {
            throw newer;
        }
        return after;
    }

    /** @param site the settings in force before the first event */
    private Position announce(Position announced, List<ArticleEvent> events, SiteSettings site) {
        List<ArticleEvent> later = new ArrayList<>(events.size());
        List<Publication> publications = new ArrayList<>(events.size());
        SiteSettings inForce = site;
        for (ArticleEvent event : events) {
            if (event.position().isAfter(announced)) {
                later.add(event);
                publications.add(Publication.of(event, inForce));
            }
            inForce = Reading.after(List.of(event), inForce);
        }
        if (later.isEmpty()) {
            return announced;
        }
        ports.announcements().append(publications);
        observer.announced(later);
        return later.getLast().position();
    }

    private Mark advance(Mark from, Position done) {
        if (!done.isAfter(from.position())) {
            return from; // publications were written again
        }
        Mark to = from.at(done);
        if (!await.result(ports.progress().advance(Optional.of(from), to))) {
            compare(from, await.result(ports.progress().find()));
            throw new Behind(); // it was changed and changed back
        }
        return to;
    }

    private static void compare(Mark at, Optional<Mark> now) {
        if (now.isEmpty() || at.position().isAfter(now.get().position())) {
            throw new Behind();
        }
        if (!now.get().equals(at)) {
            throw new Stop("Another instance of render writes: it has advanced to position "
                    + now.get().position()
                    + " while this one stood at " + at.position()
                    + ". This one has stopped writing and still answers requests."
                    + " See that both have the same group and different instance names, then start this one again.");
        }
    }

    /** The database has less than it had: somebody dropped or restored it. */
    private static final class Behind extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
