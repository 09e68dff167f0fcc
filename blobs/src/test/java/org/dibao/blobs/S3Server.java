package org.dibao.blobs;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.UUID;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** The S3 server of Python's moto, in memory: {@code pip install 'moto[server]'}. */
public final class S3Server implements AutoCloseable {
    private static final String PYTHON = System.getProperty("dibao.python", "python3");

    private final Process process;
    private final URI endpoint;

    private S3Server(Process process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    /** Starts one; skips the tests where it is not installed. */
    public static S3Server start() throws Exception {
        assumeTrue(isInstalled(), "python3 with moto[server] is not installed: nothing is known of S3");
        System.setProperty("aws.accessKeyId", "test");
        System.setProperty("aws.secretAccessKey", "test");
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Process process = new ProcessBuilder(PYTHON, "-m", "moto.server", "-H", "127.0.0.1", "-p", String.valueOf(port))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        await().ignoreExceptions().until(() -> {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return socket.isConnected();
            }
        });
        return new S3Server(process, URI.create("http://127.0.0.1:" + port));
    }

    private static boolean isInstalled() throws InterruptedException {
        try {
            return new ProcessBuilder(PYTHON, "-c", "import moto.server, flask")
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** A new bucket. */
    public S3Bucket bucket(String prefix) {
        S3Bucket bucket = named("b" + UUID.randomUUID(), prefix);
        try (S3Client client = S3Client.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .build()) {
            client.createBucket(it -> it.bucket(bucket.bucket()));
        }
        return bucket;
    }

    /** A bucket that may not be there. */
    public S3Bucket named(String name, String prefix) {
        return new S3Bucket(name, "us-east-1", endpoint, prefix, true);
    }

    @Override
    public void close() {
        process.destroy();
    }
}
