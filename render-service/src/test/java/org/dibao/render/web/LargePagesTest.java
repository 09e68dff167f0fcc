package org.dibao.render.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.dibao.contract.article.Article;
import org.dibao.render.metadata.Samples;
import org.dibao.render.theme.Bodies;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class LargePagesTest {
    private final Article large = article(Bodies.LARGE);
    private final Article ordinary = article(Bodies.LARGE / 2);

    @Test
    void ordinaryPagesDoNotWaitForLargeOnes() {
        CountDownLatch end = new CountDownLatch(1);
        List<CompletableFuture<String>> made = new ArrayList<>();
        try {
            for (int i = 0; i < 4 * Schedulers.DEFAULT_POOL_SIZE; i++) {
                made.add(inAPageThread(LargePages.make(List.of(ordinary, ordinary), () -> after(end)))
                        .toFuture());
            }
            assertThat(inAPageThread(LargePages.make(List.of(ordinary), () -> "ordinary"))
                            .block(Duration.ofSeconds(20)))
                    .isEqualTo("ordinary");
            assertThat(made).noneMatch(CompletableFuture::isDone);
        } finally {
            end.countDown();
        }
        assertThat(made).allSatisfy(one -> assertThat(one.join()).isEqualTo("large"));
    }

    @Test
    void aPageThatNobodyWaitsForAnyMoreIsNotMade() {
        CountDownLatch end = new CountDownLatch(1);
        List<CompletableFuture<String>> before = new ArrayList<>();
        AtomicBoolean abandonedIsMade = new AtomicBoolean();
        try {
            for (int i = 0; i < LargePages.THREADS; i++) {
                before.add(LargePages.make(List.of(large), () -> after(end)).toFuture());
            }
            Disposable abandoned = LargePages.make(List.of(large), () -> {
                        abandonedIsMade.set(true);
                        return "abandoned";
                    })
                    .subscribe();
            abandoned.dispose();
        } finally {
            end.countDown();
        }
        before.forEach(CompletableFuture::join);
        for (int i = 0; i < LargePages.THREADS; i++) {
            LargePages.make(List.of(large), () -> "next").block(Duration.ofSeconds(20));
        }
        assertThat(abandonedIsMade).isFalse();
    }

    private static <T> Mono<T> inAPageThread(Mono<T> made) {
        return Mono.just("").publishOn(Schedulers.parallel()).flatMap(_ -> made);
    }

    private static String after(CountDownLatch end) {
        try {
            end.await();
            return "large";
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static Article article(int length) {
        return Samples.with(Samples.english(), "A", "x".repeat(length));
    }
}
