package org.dibao.acceptance.chaos.faults;

import java.nio.file.Path;
import org.dibao.embedded.EmbeddedMongo;

/** The database server in a process of its own: {@code FILE PORT}. */
final class DatabaseServer {
    private DatabaseServer() {}

    public static void main(String[] args) {
        EmbeddedMongo server = EmbeddedMongo.start(Path.of(args[0]), Integer.parseInt(args[1]));
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
    }
}
