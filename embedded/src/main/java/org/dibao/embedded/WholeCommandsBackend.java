package org.dibao.embedded;

import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoQuery;
import io.netty.channel.Channel;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.h2.mvstore.MVStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the file only between two commands, never within one, and all changes at once.
 *
 * <p>H2's own commit notes which pages to write and writes them later, while commands continue. But mongo-java-server
 * changes documents in place, so an update in between is written as well, whereas an insert is not: after a crash the
 * checkpoint was ahead of its data. Here commands share a lock, and a commit holds it exclusively until the file is
 * written.
 */
final class WholeCommandsBackend extends BsonBackend {
    private static final Logger log = LoggerFactory.getLogger(WholeCommandsBackend.class);
    private static final long COMMIT_MILLIS = 250;
    private static final long COMPACT_SECONDS = 20;
    private static final int COMPACT_BELOW_PERCENT = 60;
    private static final int COMPACT_BYTES = 2 * 1024 * 1024;

    private final MVStore store;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("mongo-file-writer").factory());

    WholeCommandsBackend(MVStore store) {
        super(store);
        this.store = store;
        // Replaces H2's background thread, which would commit by itself.
        var _ = writer.scheduleWithFixedDelay(
                () -> quietly(this::commitWhole), COMMIT_MILLIS, COMMIT_MILLIS, TimeUnit.MILLISECONDS);
        // Compaction changes no content, so it needs no lock.
        var _ = writer.scheduleWithFixedDelay(
                () -> quietly(() -> store.compact(COMPACT_BELOW_PERCENT, COMPACT_BYTES)),
                COMPACT_SECONDS,
                COMPACT_SECONDS,
                TimeUnit.SECONDS);
    }

    @Override
    public Document handleCommand(Channel channel, String databaseName, String command, Document query) {
        lock.readLock().lock();
        try {
            return super.handleCommand(channel, databaseName, command, query);
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public QueryResult handleQuery(MongoQuery query) {
        lock.readLock().lock();
        try {
            return super.handleQuery(query);
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public void close() {
        // Let it finish its write: an interrupt would close H2's file channel, and H2 would then wait for itself
        // forever.
        writer.close();
        super.close();
    }

    private void commitWhole() {
        lock.writeLock().lock();
        try {
            store.commit();
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Never throws, whatever the task does, because an exception would end the schedule. */
    void quietly(Runnable task) {
        try {
            task.run();
        } catch (Throwable e) {
            // The next round retries, and a broken store reports errors to its clients.
            tell(e);
        }
    }

    private void tell(Throwable e) {
        try {
            if (!store.isClosed()) {
                log.warn("The database file could not be written; trying again shortly", e);
            }
        } catch (Throwable another) {
            // Too little memory even for a log line.
        }
    }
}
