package org.dibao.support.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

class LoopsHealthTest {
    private final List<SupervisedLoop> loops = new ArrayList<>();
    private final LoopsHealth health = new LoopsHealth(() -> Stream.of(loops::stream));

    @Test
    void isUpWhileAllRun() {
        loop("one", () -> {});
        loop("two", () -> {});

        await().untilAsserted(() -> assertThat(health.health()).satisfies(it -> {
            assertThat(it.getStatus()).isEqualTo(Status.UP);
            assertThat(it.getDetails()).containsEntry("one", "running").containsEntry("two", "running");
        }));
    }

    /** What is unavailable to one instance is so to all: none of them would be ready. */
    @Test
    void aLoopThatWaitsForSomethingOutsideIsTold() {
        loop("one", () -> {
            throw new IllegalStateException("the broker does not answer");
        });

        await().untilAsserted(() -> assertThat(health.health()).satisfies(it -> {
            assertThat(it.getStatus()).isEqualTo(Status.UP);
            assertThat(it.getDetails())
                    .hasEntrySatisfying(
                            "one",
                            told -> assertThat((String) told)
                                    .startsWith("failing since ")
                                    .endsWith(": the broker does not answer"));
        }));
    }

    @Test
    void isDownWhileOneFailsWithAnError() {
        loop("one", () -> {});
        loop("two", () -> {
            throw new OutOfMemoryError("thrown by a test");
        });

        await().untilAsserted(() -> assertThat(health.health()).satisfies(it -> {
            assertThat(it.getStatus()).isEqualTo(Status.DOWN);
            assertThat(it.getDetails())
                    .hasEntrySatisfying(
                            "two",
                            told -> assertThat((String) told).endsWith("java.lang.OutOfMemoryError: thrown by a test"));
        }));
    }

    @Test
    void metricsCountThem() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        new LoopsMetrics(() -> Stream.of(loops::stream)).bindTo(registry);
        loop("one", () -> {});
        loop("two", () -> {
            throw new IllegalStateException("the broker does not answer");
        });

        await().untilAsserted(() -> {
            assertThat(registry.get("dibao.loops").gauge().value()).isEqualTo(2);
            assertThat(registry.get("dibao.loops.failing").gauge().value()).isEqualTo(1);
        });
    }

    private void loop(String name, SupervisedLoop.Task task) {
        SupervisedLoop loop = SupervisedLoop.every(Duration.ofMillis(10), name, task);
        loops.add(loop);
        loop.start();
    }

    @AfterEach
    void close() {
        loops.forEach(SupervisedLoop::close);
    }
}
