package org.dibao.acceptance.chaos.broken;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.dibao.contract.article.Position;
import org.dibao.contract.wire.EventMessage;
import org.dibao.contract.wire.Headers;
import org.dibao.projector.Checkpoint;
import org.dibao.projector.Checkpoints;
import org.dibao.projector.EventPublisher;
import org.dibao.projector.ProjectorPorts;
import org.dibao.store.StoreApplication;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;

/** A store that notes its progress before it has announced anything, and goes on from there after a crash. */
final class EarlyProgress {
    private static final long MILLIS = 100;

    public static void main(String[] args) {
        StoreApplication.builder().sources(EarlyProgress.class).run(args);
    }

    @Bean
    static BeanPostProcessor early() {
        return new Replacing<>(
                ProjectorPorts.class,
                ports -> new ProjectorPorts(
                        ports.input(),
                        new Advanced(ports.checkpoints()),
                        new Late(ports.events(), ports.checkpoints()),
                        ports.deadLetters(),
                        ports.generations()));
    }

    /** What is further already need not be advanced. */
    private record Advanced(Checkpoints real) implements Checkpoints {
        @Override
        public CompletableFuture<Optional<Checkpoint>> find() {
            return real.find();
        }

        @Override
        public CompletableFuture<Boolean> advance(Optional<Checkpoint> from, Checkpoint to) {
            return real.find()
                    .thenCompose(now -> now.isPresent() && now.get().position().isAtLeast(to.position())
                            ? CompletableFuture.completedFuture(true)
                            : real.advance(from, to));
        }

        @Override
        public CompletableFuture<Boolean> replace(Checkpoint from, Checkpoint to) {
            return real.replace(from, to);
        }
    }

    private record Late(EventPublisher real, Checkpoints checkpoints) implements EventPublisher {
        @Override
        public void publish(List<EventMessage> events) {
            Position last =
                    new Position(Long.parseLong(events.getLast().headers().get(Headers.ID)));
            checkpoints
                    .find()
                    .thenCompose(now -> checkpoints.advance(
                            now, now.orElseThrow().at(last, now.orElseThrow().by())))
                    .join();
            try {
                Thread.sleep(MILLIS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            real.publish(events);
        }

        @Override
        public Position last() {
            return checkpoints.find().join().map(Checkpoint::position).orElseGet(real::last);
        }
    }
}
