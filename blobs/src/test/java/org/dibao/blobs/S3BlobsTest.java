package org.dibao.blobs;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Against the S3 server of Python's moto, where it is installed: {@code pip install 'moto[server]'}. */
class S3BlobsTest extends BlobsContract {
    private static final String PYTHON = System.getProperty("dibao.python", "python3");

    private static Process server;
    private static URI endpoint;

    @TempDir
    private Path folder;

    private final String bucket = "b" + UUID.randomUUID();
    private S3Blobs blobs;

    @BeforeAll
    static void start() throws Exception {
        boolean installed;
        try {
            installed = new ProcessBuilder(PYTHON, "-c", "import moto.server, flask")
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            installed = false;
        }
        assumeTrue(installed, "python3 with moto[server] is not installed: nothing is known of S3");
        System.setProperty("aws.accessKeyId", "test");
        System.setProperty("aws.secretAccessKey", "test");
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        endpoint = URI.create("http://127.0.0.1:" + port);
        server = new ProcessBuilder(PYTHON, "-m", "moto.server", "-H", "127.0.0.1", "-p", String.valueOf(port))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        await().ignoreExceptions().until(() -> {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return socket.isConnected();
            }
        });
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.destroy();
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
            try (S3Client client = S3Client.builder()
                    .endpointOverride(endpoint)
                    .region(Region.US_EAST_1)
                    .forcePathStyle(true)
                    .build()) {
                client.createBucket(it -> it.bucket(bucket));
            }
            blobs = in(bucket);
        }
        return blobs;
    }

    private S3Blobs in(String named) {
        return new S3Blobs(new BlobFolder(folder), new S3Bucket(named, "us-east-1", endpoint, "site/files/", true));
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
        try (S3Blobs nowhere = in("no-such-bucket");
                Incoming incoming = nowhere.receive()) {
            incoming.write(new byte[] {1}, 0, 1);

            assertThatThrownBy(incoming::keep).isInstanceOf(IOException.class).hasMessageContaining("no-such-bucket");
        }
    }
}
