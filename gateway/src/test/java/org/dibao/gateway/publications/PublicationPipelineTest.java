package org.dibao.gateway.publications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.dibao.contract.article.Position;
import org.dibao.contract.publication.Publication;
import org.dibao.eventlog.LogIdentity;
import org.dibao.gateway.Samples;
import org.dibao.gateway.publications.PublicationListener.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PublicationPipelineTest {
    private final ProcessedPosition processed = new ProcessedPosition();
    private final List<String> happened = new ArrayList<>();
    private @Nullable Stage failing;

    private PublicationListener listener(Stage stage) {
        return new PublicationListener() {
            @Override
            public Stage stage() {
                return stage;
            }

            @Override
            public void keep(Publication publication, String source) {
                if (stage == Stage.PUSH) {
                    happened.add("KEPT " + publication.position() + " at " + processed.position());
                }
            }

            @Override
            public void on(Publication publication, String source) {
                happened.add(stage + " " + publication.position() + " at " + processed.position());
                if (failing == stage) {
                    throw new IllegalStateException("broken");
                }
            }
        };
    }

    private final PublicationPipeline publications = new PublicationPipeline(
            List.of(listener(Stage.PUSH), listener(Stage.WAKE), listener(Stage.PURGE)),
            processed,
            new SimpleMeterRegistry(),
            Clock.systemUTC());

    private static List<Publication> batch(long... positions) {
        return java.util.stream.LongStream.of(positions)
                .mapToObj(it -> Samples.publication(it, Samples.live("a", 1)))
                .toList();
    }

    private void take(List<Publication> batch) {
        batch.forEach(publication -> publications.on(publication, "/render"));
    }

    @Test
    void eachPositionIsPurgedThenKeptThenCountsThenWakesThenIsPushed() {
        publications.startAfter(LogIdentity.of("log"), new Position(4));
        take(batch(5, 6));
        assertThat(happened)
                .containsExactly(
                        "PURGE 5 at 4",
                        "KEPT 5 at 4",
                        "WAKE 5 at 5",
                        "PUSH 5 at 5",
                        "PURGE 6 at 5",
                        "KEPT 6 at 5",
                        "WAKE 6 at 6",
                        "PUSH 6 at 6");
    }

    @Test
    void whatWasProcessedIsNotProcessedAgain() {
        publications.startAfter(LogIdentity.of("log"), new Position(4));
        take(batch(5));
        take(batch(4, 5, 6));
        assertThat(happened).hasSize(8);
    }

    @Test
    void aPurgeThatFailsComesAgainBeforeAnythingElse() {
        publications.startAfter(LogIdentity.of("log"), new Position(4));
        failing = Stage.PURGE;
        assertThatThrownBy(() -> take(batch(5))).hasMessage("broken");
        assertThat(processed.position()).isEqualTo(new Position(4));
        failing = null;
        take(batch(5));
        assertThat(processed.position()).isEqualTo(new Position(5));
    }

    @Test
    void aSubscriberThatFailsStopsNobody() {
        publications.startAfter(LogIdentity.of("log"), new Position(4));
        failing = Stage.WAKE;
        take(batch(5));
        assertThat(happened).containsExactly("PURGE 5 at 4", "KEPT 5 at 4", "WAKE 5 at 5", "PUSH 5 at 5");
    }
}
