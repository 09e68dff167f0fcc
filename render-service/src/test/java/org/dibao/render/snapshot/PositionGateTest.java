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
    private final PositionGate reached = new PositionGate();

    @Test
    void whoAsksForWhatIsThereIsAnsweredAtOnce() {
        reached.advance(new Position(7));
        assertThat(reached.atLeast(new Position(5), Duration.ZERO).block()).isEqualTo(new Position(7));
        assertThat(reached.atLeast(Position.NONE, Duration.ZERO).block()).isEqualTo(new Position(7));
    }

    @Test
    void thoseWhoWaitAreAnsweredWhenItComes() throws Exception {
        CompletableFuture<Position> five =
                reached.atLeast(new Position(5), Duration.ofSeconds(10)).toFuture();
        CompletableFuture<Position> six =
                reached.atLeast(new Position(6), Duration.ofSeconds(10)).toFuture();
        reached.advance(new Position(4));
        assertThat(five).isNotDone();
        reached.advance(new Position(5));
        assertThat(five.get(5, TimeUnit.SECONDS)).isEqualTo(new Position(5));
        assertThat(six).isNotDone();
        reached.advance(new Position(9));
        assertThat(six.get(5, TimeUnit.SECONDS)).isEqualTo(new Position(9));
        assertThat(reached.waiting()).isZero();
    }

    @Test
    void whoWaitsInVainIsToldAndForgotten() {
        assertThat(reached.atLeast(new Position(5), Duration.ofMillis(20))
                        .map(Object::toString)
                        .onErrorResume(TimeoutException.class, _ -> reactor.core.publisher.Mono.just("too late"))
                        .block())
                .isEqualTo("too late");
        assertThat(reached.waiting()).isZero();
    }

    @Test
    void whoGoesAwayWhileRegisteringIsForgotten() {
        reached.atLeast(new Position(5), Duration.ofSeconds(10)).subscribe(new BaseSubscriber<Position>() {
            @Override
            protected void hookOnSubscribe(Subscription subscription) {
                cancel();
            }
        });
        assertThat(reached.waiting()).isZero();
    }

    @Test
    void nobodyIsMissedWhileItAdvances() {
        List<CompletableFuture<Position>> waiting = new ArrayList<>();
        Thread advancing = Thread.ofPlatform().start(() -> {
            for (int i = 0; i <= 20_000; i++) {
                reached.advance(new Position(i));
            }
        });
        for (int i = 0; i <= 20_000; i++) {
            waiting.add(reached.atLeast(new Position(i), Duration.ofSeconds(20)).toFuture());
        }
        CompletableFuture.allOf(waiting.toArray(CompletableFuture[]::new))
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
        assertThat(advancing).isNotNull();
        assertThat(reached.waiting()).isZero();
    }
}
