package org.dibao.projector;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.dibao.contract.article.Position;
import org.dibao.projector.LogHandler.Stop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether it is still this instance's turn: each one signs the checkpoint and replaces none but its own, so that of several that
 * are active one goes on and the others find out.
 */
final class Turn {
    private static final Logger log = LoggerFactory.getLogger(Turn.class);

    /**
     * An instance that was paused for long finds that another one has taken its place, polls, and is on standby from then on. One that
     * is overtaken again without having been assigned the partition anew has another group.
     */
    private static final int MOST_OVERTAKEN = 2;

    private final Checkpoints checkpoints;
    private final ProjectorNames names;
    private final String process;
    private final Await await;

    /** How often another instance was found ahead since the partition was assigned. */
    private int overtaken;

    Turn(Checkpoints checkpoints, ProjectorNames names, String process, Await await) {
        this.checkpoints = checkpoints;
        this.names = names;
        this.process = process;
        this.await = await;
    }

    /** The partition is assigned to this instance, which goes on from here: whoever wrote the checkpoint before must find out. */
    void begin(Checkpoint found) {
        overtaken = 0;
        if (!process.equals(found.by())
                && !await.result(checkpoints.advance(Optional.of(found), found.at(found.position(), process)))) {
            throw new Unavailable("another instance has advanced the checkpoint at the same time", null);
        }
    }

    /** The checkpoint as this process has signed it; absent if it has not. */
    Optional<Checkpoint> own() {
        return await.result(checkpoints.find()).filter(now -> process.equals(now.by()));
    }

    /** Fails with {@link Moved} or {@link Stop} if the checkpoint is not where this instance has put it. */
    CompletableFuture<Void> checked(Checkpoint at) {
        return checkpoints.find().thenAccept(now -> compare(at, now));
    }

    /**
     * Puts the checkpoint behind what is done.
     *
     * @throws Moved if it is no longer where this instance has put it
     * @throws Stop  if another instance keeps advancing it
     */
    Checkpoint advance(Checkpoint from, Position done) {
        if (!done.isAfter(from.position())) {
            return from; // events were published again, or there were none
        }
        Checkpoint to = from.at(done, process);
        if (!await.result(checkpoints.advance(Optional.of(from), to))) {
            compare(from, await.result(checkpoints.find()));
            throw new Moved(); // it was changed and changed back
        }
        return to;
    }

    private void compare(Checkpoint at, Optional<Checkpoint> now) {
        if (now.isPresent() && now.get().isWhere(at)) {
            return;
        }
        if (now.isEmpty()
                || at.generation().number() != now.get().generation().number()
                || at.position().isAfter(now.get().position())
                || process.equals(now.get().by())) {
            throw new Moved();
        }
        if (++overtaken <= MOST_OVERTAKEN) {
            log.warn(
                    "Another instance of {} has advanced to position {} while this one was at {}; this one looks whether it"
                            + " is still its turn",
                    names.service(),
                    now.get().position(),
                    at.position());
            throw new Moved();
        }
        throw new Stop("Another instance of " + names.service() + " is active: it has advanced to position "
                + now.get().position() + " while this one was at " + at.position()
                + ". This one has stopped writing and still answers requests."
                + " Make sure that both have the same group and different instance names, then restart this one.");
    }

    /**
     * The checkpoint has moved: the database was dropped or restored, one of our own writes arrived after its timeout, or another
     * instance is active.
     */
    static final class Moved extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
