package org.dibao.projector.testkit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.dibao.contract.article.Position;
import org.dibao.contract.wire.EventMessage;
import org.dibao.contract.wire.Headers;
import org.dibao.projector.Checkpoint;
import org.dibao.projector.Checkpoints;
import org.dibao.projector.DeadLetters;
import org.dibao.projector.EventPublisher;
import org.dibao.projector.Generations;
import org.dibao.projector.InputTopic;
import org.dibao.projector.ProjectorPorts;
import org.jspecify.annotations.Nullable;

/** A checkpoint and three topics in memory. What lies here outlives the projectors that work on it. */
public final class FakePorts {
    public String logId = "log-1";
    public long logEnd = -1;
    public @Nullable Checkpoint checkpoint;
    public Generations generations = _ -> CompletableFuture.completedFuture(null);
    public final List<EventMessage> events = new ArrayList<>();
    public final List<DeadLetters.DeadLetter> dead = new ArrayList<>();
    /** What the records of dead letters contain, where that matters. */
    public final Map<Position, byte[]> deadValues = new HashMap<>();

    public ProjectorPorts ports() {
        return ports(Faults.none());
    }

    public ProjectorPorts ports(Faults faults) {
        return new ProjectorPorts(
                faults.in(InputTopic.class, () -> new InputTopic.State(logId, new Position(logEnd))),
                faults.in(Checkpoints.class, new FakeCheckpoints()),
                faults.in(EventPublisher.class, new FakePublisher()),
                faults.in(DeadLetters.class, new FakeDeadLetters()),
                faults.in(Generations.class, number -> generations.removeBefore(number)));
    }

    public void dropCheckpoint() {
        checkpoint = null;
    }

    /** All that is durable, in a form that can be compared and read. */
    public Map<String, Object> content() {
        return Map.of(
                "checkpoint",
                String.valueOf(checkpoint),
                "events",
                events.stream().map(FakePorts::readable).toList(),
                "dead",
                dead.toString());
    }

    private static String readable(EventMessage event) {
        return new TreeMap<>(event.headers()) + " " + new String(event.value(), StandardCharsets.UTF_8);
    }

    private final class FakeCheckpoints implements Checkpoints {
        @Override
        public CompletableFuture<Optional<Checkpoint>> find() {
            return CompletableFuture.completedFuture(Optional.ofNullable(checkpoint));
        }

        @Override
        public CompletableFuture<Boolean> advance(Optional<Checkpoint> from, Checkpoint to) {
            boolean holds = from.isEmpty() ? checkpoint == null : checkpoint != null && checkpoint.isWhere(from.get());
            if (holds) {
                checkpoint = to;
            }
            return CompletableFuture.completedFuture(holds);
        }

        @Override
        public CompletableFuture<Boolean> replace(Checkpoint from, Checkpoint to) {
            boolean holds = from.equals(checkpoint);
            if (holds) {
                checkpoint = to;
            }
            return CompletableFuture.completedFuture(holds);
        }
    }

    private final class FakePublisher implements EventPublisher {
        @Override
        public Position last() {
            return events.isEmpty()
                    ? Position.NONE
                    : new Position(Long.parseLong(events.getLast().headers().get(Headers.ID)));
        }

        @Override
        public void publish(List<EventMessage> run) {
            events.addAll(run);
        }
    }

    private final class FakeDeadLetters implements DeadLetters {
        @Override
        public Position last() {
            return dead.isEmpty() ? Position.NONE : dead.getLast().offset();
        }

        @Override
        public Map<Position, Copy> copies() {
            return dead.stream()
                    .collect(Collectors.toMap(
                            DeadLetter::offset,
                            letter -> Copy.of(letter.reason(), deadValues.get(letter.offset())),
                            (first, _) -> first));
        }

        @Override
        public void append(List<DeadLetter> letters) {
            dead.addAll(letters);
        }
    }
}
