package org.dibao.blobs;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real server, where it is installed. */
class S3BlobsTest extends BlobsContract {
    private static @Nullable S3Server server;

    @TempDir
    private Path folder;

    private S3Blobs blobs;

    @BeforeAll
    static void start() throws Exception {
        server = S3Server.start();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @AfterEach
    void close() {
        if (blobs != null) {
            blobs.close();
        }
    }

    @Override
    Blobs blobs() {
        if (blobs == null) {
            blobs = in(server.bucket("site/files/"));
        }
        return blobs;
    }

    private S3Blobs in(S3Bucket bucket) {
        return new S3Blobs(new BlobFolder(folder), bucket);
    }

    @Override
    int unfinished() throws IOException {
        Path incoming = folder.resolve("incoming");
        if (!Files.exists(incoming)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(incoming)) {
            return (int) files.count();
        }
    }

    @Test
    void whatCannotBeSentIsNotAcknowledged() throws IOException {
        try (S3Blobs nowhere = in(server.named("no-such-bucket", ""));
                Incoming incoming = nowhere.receive()) {
            incoming.write(new byte[] {1}, 0, 1);

            assertThatThrownBy(incoming::keep).isInstanceOf(IOException.class).hasMessageContaining("no-such-bucket");
        }
    }
}
