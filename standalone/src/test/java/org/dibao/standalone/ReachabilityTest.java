package org.dibao.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dibao.cli.RunFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Nobody gets past the gateway: it alone can be reached from outside, and what is behind it answers to it alone. */
@Timeout(180)
@EnabledOnOs(OS.LINUX)
class ReachabilityTest {
    private static final String ARTICLE = "{\"title\": \"Not by the gateway\", \"body\": \"x\"}";

    @TempDir
    Path data;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void nothingButTheGatewayAnswersWhoeverHasNotItsSecret() throws Exception {
        try (Standalone dibao = Standalone.start(Options.onFreePorts(data))) {
            int gateway = URI.create(dibao.url()).getPort();
            Map<String, Integer> answers = new TreeMap<>();
            for (int port : httpPorts(dibao)) {
                for (String secret : new String[] {"", "guessed"}) {
                    for (String path : new String[] {"/api/articles", "/api/imports", "/api/articles/x", "/"}) {
                        for (String method : new String[] {"GET", "POST", "PUT"}) {
                            if (port != gateway) {
                                send(port, method, path, secret)
                                        .ifPresent(it -> answers.put(method + " " + port + path + " " + secret, it));
                            }
                        }
                    }
                }
            }

            // Four services refuse; on their management ports and the gateway's there is no such address.
            assertThat(answers.values()).filteredOn(status -> status == 401).hasSize(4 * 2 * 4 * 3);
            assertThat(answers.values()).filteredOn(status -> status == 404).hasSize(5 * 2 * 4 * 3);
            assertThat(answers).hasSize(9 * 2 * 4 * 3);
        }
    }

    @Test
    void theSecretIsKeptBesideTheKeyForItsOwnerOnlyAndStaysTheSame() throws Exception {
        Path file = data.resolve("service-secret");
        Standalone.start(Options.onFreePorts(data)).close();
        String secret = Files.readString(file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        Standalone.start(Options.onFreePorts(data)).close();
        assertThat(Files.readString(file)).isEqualTo(secret);
    }

    @Test
    void onlyTheGatewayListensBeyondThisMachineWhenItIsToldTo() throws Exception {
        for (String setting : new String[] {"dibao.gateway.address", "server.address"}) {
            try (Standalone dibao = Standalone.start(Options.onFreePorts(data).with(setting, "0.0.0.0"))) {
                assertThat(ListeningSockets.ofThisProcess())
                        .filteredOn(socket -> !socket.getAddress().isLoopbackAddress())
                        .extracting(InetSocketAddress::getPort)
                        .as(setting)
                        .containsExactly(URI.create(dibao.url()).getPort());
                assertThatTheSiteAnswersAt(dibao.url());
            }
        }
    }

    @Test
    void theAddressThatIsToldIsOneThatAnswers() throws Exception {
        try (Standalone dibao =
                Standalone.start(Options.onFreePorts(data).with("dibao.gateway.address", "127.0.0.2"))) {
            assertThat(dibao.url()).startsWith("http://127.0.0.2:");
            assertThatTheSiteAnswersAt(dibao.url());
            assertThat(RunFile.read(data).orElseThrow().url()).isEqualTo(dibao.url());
        }
    }

    private void assertThatTheSiteAnswersAt(String url) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(url + "/api/status")).timeout(Duration.ofSeconds(5));
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    /** Those on which something may speak HTTP. */
    private static List<Integer> httpPorts(Standalone dibao) {
        List<Integer> ports = new ArrayList<>();
        for (InetSocketAddress socket : ListeningSockets.ofThisProcess()) {
            String address = "127.0.0.1:" + socket.getPort();
            if (!address.equals(dibao.kafkaBootstrap()) && !dibao.mongoUri("x").contains(address + "/")) {
                ports.add(socket.getPort());
            }
        }
        return ports;
    }

    private java.util.Optional<Integer> send(int port, String method, String path, String secret) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(5))
                .header("Content-Type", "application/json")
                .method(method, method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString(ARTICLE));
        if (!secret.isEmpty()) {
            request.header("Dibao-Service-Secret", secret);
        }
        try {
            return java.util.Optional.of(
                    http.send(request.build(), BodyHandlers.discarding()).statusCode());
        } catch (IOException noHttp) {
            return java.util.Optional.empty(); // Kafka's controller hangs up
        }
    }
}
