package org.dibao.acceptance.chaos.faults;

import de.bwaldvogel.mongo.MongoServer;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.h2.mvstore.MVStore;

/** The database server in a process of its own: {@code FILE PORT}. */
final class DatabaseServer {
    private static final int COMPACT_BELOW_PERCENT = 50;
    private static final int COMPACT_BYTES = 4 * 1024 * 1024;
    private static final long COMPACT_MILLIS = 2000;

    private DatabaseServer() {}

    public static void main(String[] args) throws Exception {
        Path file = Path.of(args[0]);
        Files.createDirectories(file.getParent());
        MVStore store = new MVStore.Builder()
                .fileName(file.toString())
                .autoCommitDisabled()
                .open();
        store.setRetentionTime(0); // the operating system outlives the process
        MongoServer server = new MongoServer(new JournaledBackend(store));
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdownNow));
        server.bind(new InetSocketAddress("127.0.0.1", Integer.parseInt(args[1])));
        while (!store.isClosed()) {
            Thread.sleep(COMPACT_MILLIS);
            store.compact(COMPACT_BELOW_PERCENT, COMPACT_BYTES);
        }
    }
}
