package org.dibao.projector.rebuild;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.dibao.contract.article.Position;
import org.dibao.contract.wire.EventMessage;
import org.dibao.contract.wire.Headers;
import org.dibao.eventlog.KafkaSettings;
import org.dibao.projector.Await;
import org.dibao.projector.Checkpoint;
import org.dibao.projector.Checkpoints;
import org.dibao.projector.EventPublisher;
import org.dibao.projector.Generation;
import org.dibao.projector.Projection;
import org.dibao.projector.Projector;
import org.dibao.projector.ProjectorListener;
import org.dibao.projector.ProjectorPorts;
import org.dibao.projector.ProjectorSettings;
import org.dibao.projector.Unavailable;
import org.dibao.projector.mongo.BuildingCheckpoints;
import org.dibao.projector.mongo.Database;
import org.dibao.support.loop.LoopLifecycle;
import org.dibao.support.loop.SupervisedLoop;
import org.dibao.support.loop.SupervisedLoop.Next;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds the generation that somebody has asked for, or that this release needs, while its instance is the active one. It publishes
 * nothing and never gets ahead of the projector. Once it is close behind, the projector waits between two batches until both are at
 * the same position and the checkpoint names the new generation.
 *
 * <p>Whatever is broken off is gone on with by the next active instance.
 */
public final class Rebuilder implements LoopLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Rebuilder.class);
    private static final Next LATER = Next.after(Duration.ofSeconds(1));

    /** Positions that are read while the projector waits: less than a second. */
    private static final int CLOSE = 500;

    private final ProjectorSettings settings;
    private final KafkaSettings kafka;
    private final Database database;
    private final ProjectorPorts ports;
    private final Projector<?, ?> projector;
    private final Projections projections;
    private final BooleanSupplier active;
    private final Checkpoints serving;
    private final BuildingCheckpoints building;
    private final Rebuilds rebuilds;
    private final Await await;
    private final SupervisedLoop loop;
    private volatile long remaining = -1;

    /**
     * @param ports     of the projector
     * @param projector it publishes
     * @param rebuilds  what has been asked for
     * @param active    whether this instance is the one that writes
     */
    public Rebuilder(
            ProjectorSettings settings,
            KafkaSettings kafka,
            Database database,
            ProjectorPorts ports,
            Projector<?, ?> projector,
            Projections projections,
            Rebuilds rebuilds,
            BooleanSupplier active) {
        this.settings = settings;
        this.kafka = kafka;
        this.database = database;
        this.ports = ports;
        this.projector = projector;
        this.projections = projections;
        this.active = active;
        this.serving = ports.checkpoints();
        this.building = database.building();
        this.rebuilds = rebuilds;
        this.await = new Await(settings.databaseTimeout());
        this.loop = SupervisedLoop.of("rebuild-" + settings.names().input(), this::run, () -> {});
    }

    /** Positions that a rebuild has still to read; -1 while this instance does none. */
    public long remaining() {
        return remaining;
    }

    private Next run() throws InterruptedException {
        Optional<Checkpoint> now = active.getAsBoolean() ? await.result(serving.find()) : Optional.empty();
        if (now.isEmpty()) {
            return LATER;
        }
        Generation serves = now.get().generation();
        Optional<Checkpoint> next = await.result(building.find());
        if (next.isEmpty()) {
            if (serves.version() < rebuilds.version()) {
                await.result(rebuilds.begin());
            }
            return LATER;
        }
        Generation wanted = next.get().generation();
        if (wanted.number() <= serves.number()) {
            await.result(building.end());
        } else if (wanted.version() <= rebuilds.version()) { // a newer release builds its own
            build(wanted);
        }
        return LATER;
    }

    private void build(Generation wanted) {
        log.info("{} is being rebuilt as generation {}", settings.names().service(), wanted.number());
        Projection<?, ?> projection = projections.over(database.generation(wanted.number()));
        try (Replay replay =
                new Replay(kafka, settings.names().input(), settings.batchSize(), silent(projection), projection)) {
            boolean switched = false;
            while (!switched && goesOn()) {
                Position limit = at(serving);
                if (left(limit) > CLOSE) {
                    replay.readOn(limit);
                } else {
                    switched = switchTo(wanted, replay);
                }
                loop.progressed();
            }
        } finally {
            remaining = -1;
        }
    }

    private <I, R> Projector<I, R> silent(Projection<I, R> projection) {
        return new Projector<>(
                new ProjectorPorts(ports.input(), building, new Silence(), ports.deadLetters(), ports.generations()),
                projection,
                settings.names().ofRebuild(),
                settings.instance() + "/" + UUID.randomUUID(),
                settings.batchSize(),
                settings.databaseTimeout(),
                new ProjectorListener<>() {});
    }

    private boolean goesOn() {
        return active.getAsBoolean() && !loop.isClosing();
    }

    private long left(Position limit) {
        long left = limit.value() - at(building).value();
        remaining = left;
        return left;
    }

    /** @return whether it serves now */
    private boolean switchTo(Generation wanted, Replay replay) {
        projector.between(now -> {
            while (left(now.position()) > 0 && goesOn()) {
                replay.readOn(now.position());
            }
            Generation next = new Generation(
                    wanted.number(), wanted.version(), now.generation().number());
            if (left(now.position()) == 0 && await.result(serving.replace(now, now.in(next)))) {
                log.info("{} is served from generation {} now", settings.names().service(), wanted.number());
            }
        });
        boolean serves = await.result(serving.find())
                .filter(now -> now.generation().number() == wanted.number())
                .isPresent();
        if (serves) {
            await.result(building.end());
        }
        return serves;
    }

    private Position at(Checkpoints checkpoints) {
        return await.result(checkpoints.find()).map(Checkpoint::position).orElse(Position.NONE);
    }

    @Override
    public SupervisedLoop loop() {
        return loop;
    }

    /** All that is read again has been published, by whoever serves. */
    private final class Silence implements EventPublisher {
        @Override
        public Position last() {
            return at(serving);
        }

        /** The projector that reads again may have asked where that is before these were published. */
        @Override
        public void publish(List<EventMessage> events) {
            String id = Objects.requireNonNull(events.getLast().headers().get(Headers.ID));
            Position end = new Position(Long.parseLong(id));
            Position there = last();
            if (end.isAfter(there)) {
                throw new Unavailable(
                        "the database that serves is at position " + there + " and has not done " + end + " yet", null);
            }
        }
    }
}
