package org.dibao.backup;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dibao.blobs.S3Bucket;
import org.dibao.blobs.S3Objects;
import org.dibao.blobs.S3Server;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a real server, where it is installed. */
class BucketStorageTest extends StorageContract {
    private static @Nullable S3Server server;

    private S3Bucket bucket;

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

    @BeforeEach
    void aBucket() {
        bucket = server.bucket("site/");
    }

    @Override
    Storage toWrite() throws IOException {
        return BucketStorage.toWrite(bucket);
    }

    @Override
    Storage toRead() {
        return BucketStorage.toRead(bucket);
    }

    @Override
    void putSomethingElse() throws IOException {
        Path file = Files.createTempFile("holiday", null);
        try (S3Objects objects = new S3Objects(bucket)) {
            objects.put("site/holiday/1.jpg", file);
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void ofTwoRunsTheFirstManifestCounts() throws IOException {
        try (Storage first = toWrite();
                Storage second = toWrite()) {
            write(second, "manifest", "second");

            assertThatThrownBy(() -> write(first, "manifest", "first")).hasMessageContaining("meanwhile");
        }
        try (Storage third = toWrite()) {
            write(third, "manifest", "third");
        }
    }
}
