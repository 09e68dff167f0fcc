package org.dibao.render.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.dibao.contract.article.Position;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

class PositionGateTest {
    private final PositionGate gate = new PositionGate();

    @Test
    void whoAsksForWhatIsThereIsAnsweredAtOnce() {
        gate.advance(new Position(7));
        assertThat(gate.atLeast(new Position(5), Duration.ZERO).block()).isEqualTo(new Position(7));
        assertThat(gate.atLeast(Position.NONE, Duration.ZERO).block()).isEqualTo(new Position(7));
    }

    @Test
    void thoseWhoWaitAreAnsweredWhenItComes() throws Exception {
        CompletableFuture<Position> five =
                gate.atLeast(new Position(5), Duration.ofSeconds(10)).toFuture();
        CompletableFuture<Position> six =
                gate.atLeast(new Position(6), Duration.ofSeconds(10)).toFuture();
        gate.advance(new Position(4));
        assertThat(five).isNotDone();
        gate.advance(new Position(5));
        assertThat(five.get(5, TimeUnit.SECONDS)).isEqualTo(new Position(5));
        assertThat(six).isNotDone();
        gate.advance(new Position(9));
        assertThat(six.get(5, TimeUnit.SECONDS)).isEqualTo(new Position(9));
        assertThat(gate.waiting()).isZero();
    }

    @Test
    void whoWaitsInVainIsToldAndForgotten() {
        assertThat(gate.atLeast(new Position(5), Duration.ofMillis(20))
                        .map(Object::toString)
                        .onErrorResume(TimeoutException.class, _ -> reactor.core.publisher.Mono.just("too late"))
                        .block())
                .isEqualTo("too late");
        assertThat(gate.waiting()).isZero();
    }

    @Test
    void whoGoesAwayWhileRegisteringIsForgotten() {
        gate.atLeast(new Position(5), Duration.ofSeconds(10)).subscribe(new BaseSubscriber<Position>() {
            @Override
            protected void hookOnSubscribe(Subscription subscription) {
                cancel();
            }
        });
        assertThat(gate.waiting()).isZero();
    }

    @Test
    void nobodyIsMissedWhileItAdvances() {
        List<CompletableFuture<Position>> waiting = new ArrayList<>();
        Thread advancing = Thread.ofPlatform().start(() -> {
            for (int i = 0; i <= 20_000; i++) {
                gate.advance(new Position(i));
            }
        });
        for (int i = 0; i <= 20_000; i++) {
            waiting.add(gate.atLeast(new Position(i), Duration.ofSeconds(20)).toFuture());
        }
        CompletableFuture.allOf(waiting.toArray(CompletableFuture[]::new))
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
        assertThat(advancing).isNotNull();
        assertThat(gate.waiting()).isZero();
    }
}
