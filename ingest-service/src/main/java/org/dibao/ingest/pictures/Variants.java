package org.dibao.ingest.pictures;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.dibao.blobs.Blobs;
import org.dibao.contract.file.Focus;
import org.dibao.support.loop.Supervised;
import org.dibao.support.loop.SupervisedLoop;
import org.jspecify.annotations.Nullable;

/**
 * Makes variants of the pictures that are wanted, one picture at a time, in a thread of its own that nobody waits for, and
 * that gives way. Nothing is lost
 * when it forgets one, as at a restart: the next page that shows the picture wants it again.
 */
public final class Variants implements Supervised, AutoCloseable {
    private final VariantMaker maker;
    private final GivingWay way;
    private final BlockingQueue<Wanted> queue;
    private final Set<Wanted> wanted = ConcurrentHashMap.newKeySet();
    private final SupervisedLoop loop = SupervisedLoop.of("variants", this::next);

    /** @param focus around which a preview is wanted; absent if none is */
    private record Wanted(String hash, @Nullable Focus focus) {}

    /** @param others whether files or articles are being received; a picture waits meanwhile */
    public Variants(Blobs blobs, VariantSettings settings, BooleanSupplier others, MeterRegistry meters) {
        this.maker = new VariantMaker(blobs, settings);
        this.way = new GivingWay(others, settings.patience());
        this.queue = new LinkedBlockingQueue<>(settings.queue());
        Gauge.builder("dibao.ingest.variants.waiting", wanted, Set::size)
                .description("Pictures of which narrower copies are to be made")
                .register(meters);
    }

    public void start() {
        loop.start();
    }

    /**
     * Has the variants made that are missing. Returns at once; does nothing if too many are waiting, or if there is no such picture.
     *
     * @param hash  the SHA-256 of the picture's bytes, in lower-case hex
     * @param focus around which a preview is to be cut out; absent if none is wanted
     */
    public void want(String hash, @Nullable Focus focus) {
        Wanted one = new Wanted(hash, focus);
        if (wanted.add(one) && !queue.offer(one)) {
            wanted.remove(one);
        }
    }

    private SupervisedLoop.Next next() throws Exception {
        Thread.currentThread().setPriority(Thread.MIN_PRIORITY); // where the system heeds it
        Wanted next = queue.take();
        way.await();
        wanted.remove(next); // whoever wants it from here on may be too late for what is read now
        maker.make(next.hash(), next.focus());
        return SupervisedLoop.Next.AGAIN;
    }

    @Override
    public Stream<SupervisedLoop> loops() {
        return Stream.of(loop);
    }

    @Override
    public void close() {
        loop.close();
    }
}
