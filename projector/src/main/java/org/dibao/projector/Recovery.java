package org.dibao.projector;

import java.util.Optional;
import org.dibao.contract.article.Position;

/** Determines from durable state where to resume, and refuses if the database and the topics do not belong together. */
final class Recovery {
    private final ProjectorPorts ports;
    private final Projection<?, ?> projection;
    private final ProjectorNames names;
    private final String process;
    private final Await await;

    Recovery(ProjectorPorts ports, Projection<?, ?> projection, ProjectorNames names, String process, Await await) {
        this.ports = ports;
        this.projection = projection;
        this.names = names;
        this.process = process;
        this.await = await;
    }

    Progress progress() {
        InputTopic.State input = ports.input().look();
        Checkpoint checkpoint = settled(await.result(ports.checkpoints().find()).orElseGet(() -> begin(input)));
        Position published = ports.events().last();
        check(input, checkpoint, published);
        // Events that the broker lost are published again from the database.
        Position done = published.isAfter(checkpoint.position()) ? checkpoint.position() : published;
        Position after = projection.resume(done, checkpoint.position());
        return new Progress(
                checkpoint, after, after, published, ports.deadLetters().last());
    }

    private Checkpoint begin(InputTopic.State input) {
        Checkpoint checkpoint = new Checkpoint(
                input.id(),
                Position.NONE,
                process,
                new Generation(Generation.FIRST.number(), projection.version(), null));
        if (!await.result(ports.checkpoints().advance(Optional.empty(), checkpoint))) {
            throw new Unavailable("another instance is starting at the same time", null);
        }
        return checkpoint;
    }

    /** Nothing is published from a generation while somebody may read the one before. */
    private Checkpoint settled(Checkpoint found) {
        if (found.generation().former() == null) {
            return found;
        }
        await.result(ports.generations().removeBefore(found.generation().number()));
        Checkpoint settled = found.in(found.generation().alone());
        if (!await.result(ports.checkpoints().replace(found, settled))) {
            throw new Unavailable("another instance is removing the former generation at the same time", null);
        }
        return settled;
    }

    private void check(InputTopic.State input, Checkpoint checkpoint, Position published) {
        if (!checkpoint.log().equals(input.id())) {
            throw new Mismatch("The database of " + names.service() + " was built from another log: it knows "
                    + names.input() + " by the id " + checkpoint.log() + ", but now its id is " + input.id()
                    + ". Restore the old topic, or run `dibao rebuild` to rebuild the database from the log that is"
                    + " there.");
        }
        if (checkpoint.generation().version() > projection.version()) {
            throw new Mismatch(
                    "The database of " + names.service() + " was made by a newer release, and this one cannot"
                            + " go on with it. Start the newer release again, or make the database anew for this one: move its"
                            + " own aside with `dibao rebuild` while it is stopped.");
        }
        if (checkpoint.position().isAfter(input.end())) {
            throw new Mismatch(
                    "The database of " + names.service() + " is ahead of " + names.input()
                            + ": its checkpoint is at position " + checkpoint.position() + ", but the topic ends at "
                            + input.end()
                            + ", so the topic has lost records. Restore it, or run `dibao rebuild` to rebuild the database from what is left.");
        }
        if (published.isAfter(input.end())) {
            throw new Mismatch("The records in " + names.output() + " belong to another log: they go up to position "
                    + published + ", but " + names.input() + " ends at " + input.end() + ". Restore " + names.input()
                    + ", or delete " + names.derived() + " and run `dibao rebuild`.");
        }
    }
}
