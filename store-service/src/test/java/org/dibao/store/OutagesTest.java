package org.dibao.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.Constructor;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.dibao.contract.wire.Headers;
import org.dibao.eventlog.ReceivedRecord;
import org.dibao.store.folding.Stories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.support.converter.BatchMessageConverter;

/** The database or the broker goes away and comes back: the store waits, loses nothing, and goes on by itself. */
@ExtendWith(OutputCaptureExtension.class)
class OutagesTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final List<ReceivedRecord> LOG = Stories.aDayInTheNewsroom();

    @RegisterExtension
    private final Surroundings surroundings = new Surroundings();

    @Test
    void theDatabaseGoesAwayAndComesBack(CapturedOutput output) throws Exception {
        try (ConfigurableApplicationContext store = surroundings.store("log")) {
            Surroundings.awaitHealth(store, "UP");
            surroundings.append("log", LOG.subList(0, 10));
            announced(10);

            surroundings.stopMongo();
            surroundings.append("log", LOG.subList(10, LOG.size()));
            Surroundings.awaitHealth(store, "DOWN");
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(Surroundings.management(store, "/actuator/health")
                                    .body())
                            .contains("retrying")
                            .contains("\"lag\":" + (LOG.size() - 10)));
            assertThat(Surroundings.management(store, "/actuator/health/liveness")
                            .statusCode())
                    .isEqualTo(200);
            var answer = Surroundings.get(store, "/articles/grain");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("retry-after")).isPresent();
            assertThat(answer.body()).contains("/problems/unavailable");

            surroundings.startMongo();
            announced(LOG.size());
            Surroundings.awaitHealth(store, "UP");
            assertThat(Surroundings.get(store, "/articles/last").statusCode()).isEqualTo(200);
        }
        assertThat(output.getAll()).contains("pauses and tries again").doesNotContain("\tat org.springframework");
    }

    @Test
    void theBrokerGoesAwayAndComesBack(CapturedOutput output) throws Exception {
        try (ConfigurableApplicationContext store = surroundings.store("log")) {
            Surroundings.awaitHealth(store, "UP");
            surroundings.append("log", LOG.subList(0, 10));
            announced(10);

            surroundings.stopKafka();
            Surroundings.awaitHealth(store, "DOWN");
            assertThat(Surroundings.get(store, "/articles/grain").statusCode()).isEqualTo(200);

            surroundings.startKafka();
            surroundings.append("log", LOG.subList(10, LOG.size()));
            announced(LOG.size());
            Surroundings.awaitHealth(store, "UP");
        }
        assertThat(output.getAll()).doesNotContain("\tat org.springframework");
    }

    /** The records are at hand and half done when the broker goes too. */
    @Test
    void bothGoAwayAndComeBackOneAfterTheOther() throws Exception {
        try (ConfigurableApplicationContext store = surroundings.store("log")) {
            Surroundings.awaitHealth(store, "UP");
            surroundings.append("log", LOG.subList(0, 10));
            announced(10);

            surroundings.stopMongo();
            surroundings.append("log", LOG.subList(10, LOG.size()));
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(Surroundings.management(store, "/actuator/health")
                                    .body())
                            .contains("retrying"));
            surroundings.stopKafka();
            surroundings.startMongo();
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(Surroundings.management(store, "/actuator/health")
                                    .body())
                            .contains("\"database\":{\"status\":\"UP\"}")
                            .contains("\"log\":{\"details\":{\"retrying\":"));

            surroundings.startKafka();
            announced(LOG.size());
            Surroundings.awaitHealth(store, "UP");
        }
    }

    /** Outside of any handler, where nothing catches it: Kafka's container then ends its thread. */
    @Test
    void anErrorThatEndsTheConsumersThreadStartsItAgain() throws Exception {
        try (ConfigurableApplicationContext store = surroundings.store(
                "log", List.of(DyingConverter.class), "--spring.main.allow-bean-definition-overriding=true")) {
            Surroundings.awaitHealth(store, "UP");
            surroundings.append("log", LOG);
            announced(LOG.size());
            Surroundings.awaitHealth(store, "UP");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class DyingConverter {
        @Bean
        BatchMessageConverter receivedBatchConverter() throws ReflectiveOperationException {
            Constructor<?> real = Class.forName("org.dibao.projector.stream.ReceivedBatchConverter")
                    .getDeclaredConstructor();
            real.setAccessible(true);
            BatchMessageConverter converter = (BatchMessageConverter) real.newInstance();
            AtomicInteger calls = new AtomicInteger();
            return (BatchMessageConverter) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {BatchMessageConverter.class}, (_, method, args) -> {
                        if (method.getName().equals("toMessage") && calls.getAndIncrement() == 0) {
                            throw new OutOfMemoryError("for a moment");
                        }
                        return method.invoke(converter, args);
                    });
        }
    }

    @Test
    void itComesUpBeforeItsDatabaseAndItsBroker() throws Exception {
        surroundings.stopMongo();
        surroundings.stopKafka();
        try (ConfigurableApplicationContext store = surroundings.store("log")) {
            assertThat(Surroundings.management(store, "/actuator/health").body())
                    .contains("waiting")
                    .contains("\"status\":\"DOWN\"");
            surroundings.startMongo();
            surroundings.startKafka();
            Surroundings.awaitHealth(store, "UP");
            surroundings.append("log", LOG);
            announced(LOG.size());
        }
    }

    private void announced(int count) {
        await().atMost(LONG)
                .ignoreExceptions()
                .until(() -> surroundings.all("log-events").size() >= count);
        assertThat(surroundings.all("log-events"))
                .extracting(event -> Long.parseLong(event.headers().get(Headers.ID)))
                .containsExactlyElementsOf(LongStream.range(0, count).boxed().toList());
    }
}
