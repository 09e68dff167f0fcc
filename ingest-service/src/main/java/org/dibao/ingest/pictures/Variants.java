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
import org.dibao.support.loop.Supervised;
import org.dibao.support.loop.SupervisedLoop;

/**
 * Makes variants of the pictures that are wanted, one picture at a time, in a thread of its own that nobody waits for, and that gives way. Nothing is lost
 * when it forgets one, as at a restart: the next page that shows the picture wants it again.
 */
public final class Variants implements Supervised, AutoCloseable {
    private final VariantMaker maker;
    private final GivingWay way;
    private final BlockingQueue<String> queue;
    private final Set<String> wanted = ConcurrentHashMap.newKeySet();
    private final SupervisedLoop loop = SupervisedLoop.of("variants", this::next);

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
     * @param hash the SHA-256 of the picture's bytes, in lower-case hex
     */
    public void want(String hash) {
        if (wanted.add(hash) && !queue.offer(hash)) {
            wanted.remove(hash);
        }
    }

    private SupervisedLoop.Next next() throws Exception {
        Thread.currentThread().setPriority(Thread.MIN_PRIORITY); // where the system heeds it
        String hash = queue.take();
        way.await();
        wanted.remove(hash); // whoever wants it from here on may be too late for what is read now
        maker.make(hash);
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
