package org.dibao.embedded;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/**
 * A server on 127.0.0.1 that speaks MongoDB's wire protocol and keeps its databases in one H2 file or in memory.
 *
 * <p>The file is written about four times a second, always as a whole and never within a command. A crash therefore
 * loses the last moment of all databases together, checkpoints and data alike.
 */
public final class EmbeddedMongo implements AutoCloseable {
    private final MongoServer server;
    private final int port;

    private EmbeddedMongo(MongoServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /**
     * Starts a server that keeps its databases in a file.
     *
     * @param file the file; created if absent, as is its folder
     * @param port the port on 127.0.0.1, or 0 for any free one
     * @throws PortTaken when another process listens on the port
     * @throws InUse when another process has the file open
     * @throws Unreadable when the file is damaged
     */
    public static EmbeddedMongo start(Path file, int port) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return serve(new WholeCommandsBackend(open(file)), port);
    }

    /** Starts an in-memory server on any free port; closing it discards its data. */
    public static EmbeddedMongo inMemory() {
        return serve(new BsonBackend(MVStore.open(null)), 0);
    }

    /** The connection string of one database, such as {@code mongodb://127.0.0.1:40123/store}. */
    public String uri(String database) {
        return "mongodb://127.0.0.1:" + port + "/" + database;
    }

    /** Stops serving and writes what is not yet in the file. */
    @Override
    public void close() {
        server.shutdownNow();
    }

    private static EmbeddedMongo serve(H2Backend backend, int port) {
        MongoServer server = new MongoServer(backend);
        try {
            server.bind(new InetSocketAddress("127.0.0.1", port));
        } catch (RuntimeException e) {
            server.shutdownNow();
            throw new PortTaken("database server", port, e);
        }
        return new EmbeddedMongo(server, server.getLocalAddress().getPort());
    }

    private static MVStore open(Path file) {
        try {
            return new MVStore.Builder()
                    .fileName(file.toAbsolutePath().toString())
                    // Not compressed: that would be half of what writing costs, for a file smaller by a fifth.
                    // Only WholeCommandsBackend commits: no commits by time or when memory fills.
                    .autoCommitDisabled()
                    .autoCommitBufferSize(0)
                    .open();
        } catch (MVStoreException e) {
            throw e.getErrorCode() == DataUtils.ERROR_FILE_LOCKED
                    ? new InUse("Another process has " + file + " open: stop it first", e)
                    : new Unreadable("The database file " + file + " cannot be read (" + e.getMessage() + ")", e);
        }
    }

    /** The file is open in another process. */
    public static final class InUse extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        InUse(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The file is damaged. Its contents can be rebuilt from the log. */
    public static final class Unreadable extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        Unreadable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
