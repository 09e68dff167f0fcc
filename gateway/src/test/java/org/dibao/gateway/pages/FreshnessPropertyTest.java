package org.dibao.gateway.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.dibao.contract.article.Position;
import org.dibao.gateway.Samples;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * A log moves on while many read: no page that is handed out may be older than the last position that had been processed
 * when it was asked for. A page's content is the position of the last event that touched it.
 */
class FreshnessPropertyTest {
    private static final int PAGES = 6;
    private static final Duration RUN = Duration.ofMillis(1500);

    /** Render: it reads its position first, then takes its time, then looks at the content, then takes its time again. */
    private static final class SlowRender implements PageSource {
        final AtomicLong at = new AtomicLong();
        final List<ConcurrentSkipListMap<Long, Boolean>> touched = new ArrayList<>();

        SlowRender() {
            for (int i = 0; i < PAGES; i++) {
                touched.add(new ConcurrentSkipListMap<>(Map.of(0L, true)));
            }
        }

        @Override
        public Mono<RenderedPage> fetch(String target, Position atLeast) {
            return Mono.fromCallable(() -> {
                        int page = Integer.parseInt(target);
                        long position = at.get();
                        pause();
                        long content = touched.get(page).floorKey(at.get());
                        pause();
                        return new RenderedPage(
                                200,
                                new HttpHeaders(),
                                new PageBody(Long.toString(content).getBytes(StandardCharsets.US_ASCII)),
                                new Position(position),
                                0,
                                Set.of("page:" + page, "site"),
                                "",
                                Instant.EPOCH);
                    })
                    .subscribeOn(Schedulers.boundedElastic());
        }
    }

    /** Takes its time before and after its judgement, so that purges fall between it and what is done about it. */
    private static final class SlowFence extends Fence {
        SlowFence() {
            super(5); // so few that keys are forgotten
        }

        @Override
        boolean isFresh(Position position, Iterable<String> keys) {
            pause();
            boolean fresh = super.isFresh(position, keys);
            pause();
            return fresh;
        }
    }

    private static Position slowly(AtomicLong processed) {
        pause();
        return new Position(processed.get());
    }

    private static void pause() {
        Random random = ThreadLocalRandom.current();
        if (random.nextInt(3) > 0) {
            LockSupport.parkNanos(random.nextInt(300_000));
        }
    }

    @Test
    void noPageIsOlderThanTheLastPositionProcessed() throws InterruptedException {
        long seed = Long.getLong("dibao.seed", System.nanoTime());
        System.out.println("FreshnessPropertyTest seed " + seed);
        Random random = new Random(seed);
        SlowRender render = new SlowRender();
        AtomicLong processed = new AtomicLong();
        // So small that pages are evicted as well.
        PageCacheSettings settings = CacheSettings.with(Map.of("cache-size", "5KB", "max-entry", "4KB"));
        PageCache cache = new PageCache(
                settings,
                new SlowFence(),
                () -> slowly(processed),
                () -> Duration.ZERO,
                render,
                new PageMeters(new SimpleMeterRegistry()));
        cache.startAfter(new Position(0));
        ConcurrentLinkedQueue<String> stale = new ConcurrentLinkedQueue<>();
        AtomicLong served = new AtomicLong();
        AtomicBoolean stop = new AtomicBoolean();
        List<Thread> readers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            long readerSeed = random.nextLong();
            readers.add(Thread.ofPlatform().start(() -> {
                Random own = new Random(readerSeed);
                while (!stop.get()) {
                    int page = own.nextInt(PAGES);
                    long known = processed.get();
                    PageCache.Served ready = own.nextBoolean() ? cache.ready(Integer.toString(page)) : null;
                    PageCache.Served answer = ready != null
                            ? ready
                            : Objects.requireNonNull(
                                    cache.get(Integer.toString(page)).block(Duration.ofSeconds(5)));
                    long content = Long.parseLong(
                            new String(answer.page().body().plain().bytes(), StandardCharsets.US_ASCII));
                    long shown = Math.max(known, answer.position().value()); // it claims to show all of that
                    long expected = render.touched.get(page).floorKey(shown);
                    if (content < expected || answer.position().value() < known) {
                        stale.add("page " + page + " shows " + content + " at " + shown + ", expected " + expected);
                    }
                    served.incrementAndGet();
                }
            }));
        }
        long end = System.nanoTime() + RUN.toNanos();
        for (long position = 1; System.nanoTime() < end; position++) {
            int page = random.nextInt(PAGES);
            boolean all = random.nextInt(50) == 0;
            for (int i = 0; i < PAGES; i++) {
                if (all || i == page) {
                    render.touched.get(i).put(position, true);
                }
            }
            render.at.set(position); // render's view first, then the publication
            cache.purge(Samples.publication(position, Samples.live("a", 2), all ? "site" : "page:" + page));
            processed.set(position);
            if (random.nextInt(4) > 0) {
                LockSupport.parkNanos(random.nextInt(400_000));
            }
        }
        stop.set(true);
        for (Thread reader : readers) {
            reader.join();
        }
        assertThat(stale).as("seed %d", seed).isEmpty();
        assertThat(served).hasValueGreaterThan(1000);
        System.out.println("FreshnessPropertyTest served " + served + ", positions " + processed);
    }
}
