package org.dibao.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DuplexPostTest {

    /** Else both sides would wait: the server for the rest of the body, the client for the server. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBodyThatEndsInAnErrorEndsTheRequest(boolean atTheStart) throws Exception {
        Error error = new StackOverflowError();
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> answered = CompletableFuture.runAsync(() -> answerOnceTheBodyEnds(server));
            try (DuplexPost post = DuplexPost.send(
                    URI.create("http://127.0.0.1:" + server.getLocalPort() + "/"),
                    Map.of(),
                    out -> {
                        if (!atTheStart) {
                            out.write(new byte[100_000]);
                        }
                        throw error;
                    },
                    Duration.ofSeconds(5))) {
                assertThat(post.status()).isEqualTo(400);
                assertThat(post.sendFailure()).hasRootCause(error);
            }
            answered.get(5, TimeUnit.SECONDS);
        }
    }

    private static void answerOnceTheBodyEnds(ServerSocket server) {
        try (Socket client = server.accept()) {
            OutputStream out = client.getOutputStream();
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
            while (!Objects.requireNonNull(in.readLine()).isEmpty()) {
                // The head.
            }
            out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            while (in.read() >= 0) {
                // The body, as far as it goes.
            }
            out.write("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
