package org.dibao.ingest.storage;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.dibao.contract.event.Problem;
import org.dibao.support.loop.Supervised;
import org.dibao.support.loop.SupervisedLoop;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says while a disk is nearly full, before it is full: a broker or database without room stops, and must be repaired by hand. Once
 * there is room again, it says so within a moment. The disks are asked at intervals, so that nobody waits for them.
 */
public final class DiskSpace implements Supervised, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DiskSpace.class);

    private final List<Disk> disks;
    private final long minFree;
    private final Map<Disk, Long> free = new ConcurrentHashMap<>();
    private final SupervisedLoop loop;
    private volatile @Nullable Problem problem;

    public DiskSpace(List<Disk> disks, StorageSettings settings, MeterRegistry meters) {
        this.disks = disks;
        this.minFree = settings.minFree().toBytes();
        this.loop = SupervisedLoop.every(settings.checkEvery(), "watch-disks", this::look);
        for (Disk disk : disks) {
            Gauge.builder("dibao.disk.free", () -> free.get(disk))
                    .description("Bytes left on the disk, as far as it could be asked")
                    .baseUnit("bytes")
                    .tag("of", disk.content())
                    .register(meters);
        }
    }

    public void start() {
        if (minFree > 0) {
            loop.start();
        }
    }

    /** What to answer to whoever wants something to be kept; null while there is room. */
    public @Nullable Problem problem() {
        return problem;
    }

    void look() {
        Problem found = null;
        for (Disk disk : disks) {
            disk.free().ifPresent(bytes -> free.put(disk, bytes));
            Long left = free.get(disk);
            if (left != null && left < minFree) {
                found = full(disk, left);
            }
        }
        if ((found == null) != (problem == null)) {
            log.warn("{}", found == null ? "there is room on the disks again: writing goes on" : found.detail());
        }
        problem = found;
    }

    private Problem full(Disk disk, long left) {
        return Problem.of(
                Problem.Type.DISK_FULL,
                "the disk with " + disk.content() + " has " + megabytes(left) + " MB left, and " + megabytes(minFree)
                        + " MB are kept free (dibao.ingest.storage.min-free). Nothing was accepted; free some space, and send it again");
    }

    private static long megabytes(long bytes) {
        return bytes >> 20;
    }

    @Override
    public Stream<SupervisedLoop> loops() {
        return minFree > 0 ? Stream.of(loop) : Stream.of();
    }

    @Override
    public void close() {
        loop.close();
    }
}
