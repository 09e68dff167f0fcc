package org.dibao.acceptance.chaos.broken;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.dibao.contract.article.Position;
import org.dibao.projector.DeadLetters;
import org.dibao.projector.ProjectorPorts;
import org.dibao.store.StoreApplication;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;

/** A store that announces what it cannot read while the dead letters of it are still on their way. */
final class LateDeadLetters {
    private static final long MILLIS = 2000;

    public static void main(String[] args) {
        StoreApplication.builder().sources(LateDeadLetters.class).run(args);
    }

    @Bean
    static BeanPostProcessor late() {
        return new Replacing<>(
                ProjectorPorts.class,
                ports -> new ProjectorPorts(
                        ports.input(),
                        ports.checkpoints(),
                        ports.events(),
                        new Late(ports.deadLetters()),
                        ports.generations()));
    }

    private record Late(DeadLetters real) implements DeadLetters {
        @Override
        public Position last() {
            return real.last();
        }

        @Override
        public Map<Position, Copy> copies() {
            return real.copies();
        }

        @Override
        public void append(List<DeadLetter> letters) {
            CompletableFuture.runAsync(
                    () -> real.append(letters), CompletableFuture.delayedExecutor(MILLIS, TimeUnit.MILLISECONDS));
        }
    }
}
