package org.dibao.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.dibao.contract.publication.Publication;
import org.dibao.contract.wire.Codec;
import org.dibao.contract.wire.EventMessage;
import org.dibao.embedded.EmbeddedKafka;
import org.dibao.eventlog.KafkaSettings;
import org.dibao.eventlog.TopicSettings;
import org.dibao.eventlog.TopicSetup;
import org.dibao.eventlog.TopicWriter;
import org.dibao.gateway.publications.ProcessedPosition;
import org.dibao.gateway.publications.PublicationListener;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** Errors thrown into the thread that reads publications, before a real broker. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LoopsTest {
    private static final Duration SOON = Duration.ofSeconds(5);

    private final HttpClient client = HttpClient.newHttpClient();
    private final FakeService render = new FakeService();
    private final Failing failing = new Failing();
    private EmbeddedKafka kafka;
    private TopicWriter publications;
    private ConfigurableApplicationContext gateway;
    private long position;

    /** Purges last, and fails as it is told to. */
    private static final class Failing implements PublicationListener {
        final List<Long> purged = new CopyOnWriteArrayList<>();
        volatile @Nullable Error once;
        volatile @Nullable Error always;

        @Override
        public Stage stage() {
            return Stage.PURGE;
        }

        @Override
        public void on(Publication publication, String source) {
            Error now = once != null ? once : always;
            once = null;
            if (now != null) {
                throw now;
            }
            purged.add(publication.position().value());
        }
    }

    @BeforeAll
    void start(@TempDir Path folder) {
        kafka = EmbeddedKafka.start(folder, 0);
        KafkaSettings settings = new KafkaSettings(kafka.bootstrapServers());
        TopicSettings topics = TopicSettings.defaults();
        TopicSetup.createOrVerify(settings, topics.articles(), 1);
        TopicSetup.createOrVerify(settings, topics.publications(), 1);
        publications = new TopicWriter(settings, topics.publications());
        render.answers(it -> Gateway.page(200, "at " + position, position - 1, "path:" + it.uri()));
        gateway = GatewayApplication.builder()
                .initializers(
                        it -> ((GenericApplicationContext) it).registerBean("failing", Failing.class, () -> failing))
                .run(
                        "--server.port=0",
                        "--management.server.port=0",
                        "--dibao.api-key=" + Gateway.KEY,
                        "--dibao.service-secret=of-the-tests",
                        "--dibao.gateway.status.warm-up=0",
                        "--dibao.gateway.render-url=" + render.url(),
                        "--dibao.kafka.bootstrap-servers=" + kafka.bootstrapServers());
    }

    @AfterEach
    void allIsWell() {
        failing.once = null;
        failing.always = null;
    }

    @AfterAll
    void stop() {
        gateway.close();
        publications.close();
        kafka.close();
        render.close();
        client.shutdownNow();
    }

    static Stream<Error> errors() {
        return Stream.of(new OutOfMemoryError("thrown by a test"), new StackOverflowError());
    }

    @ParameterizedTest
    @MethodSource("errors")
    void afterAnErrorPublicationsAreReadAgain(Error error) {
        failing.once = error;

        long published = publish("path:/once.html");

        await().atMost(SOON).until(() -> failing.purged.contains(published));
        await().atMost(SOON).until(() -> readiness() == 200);
    }

    @ParameterizedTest
    @MethodSource("errors")
    void anErrorThatDoesNotEndTurnsReadinessDownUntilItDoes(Error error) {
        assertThat(readiness()).isEqualTo(200);
        failing.always = error;

        long published = publish("path:/always.html");

        await().atMost(SOON).until(() -> readiness() == 503);
        failing.always = null;
        await().atMost(SOON).until(() -> failing.purged.contains(published));
        await().atMost(SOON).until(() -> readiness() == 200);
    }

    @Test
    void meanwhileItSaysForHowLongItHasReadNothing() {
        failing.always = new OutOfMemoryError("thrown by a test");
        publish("path:/behind.html");
        ProcessedPosition processed = gateway.getBean(ProcessedPosition.class);

        await().atMost(SOON).until(() -> processed.behind().compareTo(Duration.ofSeconds(3)) > 0);

        failing.always = null;
        await().atMost(SOON).until(() -> processed.behind().compareTo(Duration.ofSeconds(3)) < 0);
        assertThat(failing.purged).doesNotHaveDuplicates();
    }

    /** The last of the tests: nothing follows such a record. */
    @Test
    @Order(Integer.MAX_VALUE)
    void aPublicationOfANewerReleaseIsWaitedForAndWhatCameBeforeIsInEffect() {
        long before = position++;
        Map<String, String> newer =
                Map.of("ce_id", Long.toString(position), "ce_type", "org.dibao.publication.printed.v2");
        publications.appendAll(List.of(
                Codec.write(Samples.publication(before, Samples.live("a" + before, 1), "home")),
                new EventMessage(null, newer, new byte[] {'{', '}'})));

        await().atMost(SOON).until(() -> failing.purged.contains(before));
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(ask("/actuator/health").body())
                                .contains(
                                        "a record of type org.dibao.publication.printed.v2 needs a newer release of this service"));
        ProcessedPosition processed = gateway.getBean(ProcessedPosition.class);
        await().atMost(SOON).until(() -> processed.behind().compareTo(Duration.ofSeconds(3)) > 0);
        assertThat(processed.position().value()).isEqualTo(before);
        assertThat(ask("/actuator/health").statusCode()).isEqualTo(503);
        assertThat(ask("/actuator/prometheus").body()).containsPattern("dibao_loops_failing\\S* 1");
        assertThat(readiness()).as("pages are served").isEqualTo(200);
    }

    private long publish(String key) {
        long at = position++;
        publications.appendAll(List.of(Codec.write(Samples.publication(at, Samples.live("a" + at, 1), key))));
        return at;
    }

    private int readiness() {
        return ask("/actuator/health/readiness").statusCode();
    }

    private HttpResponse<String> ask(String path) {
        String port = gateway.getEnvironment().getProperty("local.management.port");
        try {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (java.io.IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
