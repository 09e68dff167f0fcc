package org.dibao.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.dibao.contract.article.Position;
import org.dibao.contract.json.Json;
import org.dibao.contract.wire.EventMessage;
import org.dibao.contract.wire.Headers;
import org.dibao.contract.wire.NewerVersion;
import org.dibao.eventlog.ReceivedRecord;
import org.dibao.projector.Decoded;
import org.dibao.projector.Projection;
import org.dibao.projector.Projector;
import org.dibao.projector.ProjectorListener;
import org.dibao.projector.ProjectorPorts;
import org.dibao.projector.ProjectorSettings;
import org.dibao.projector.mongo.Database;
import org.dibao.projector.rebuild.Projections;
import org.dibao.projector.rebuild.Rebuilds;
import org.dibao.store.fold.Decision;
import org.dibao.store.folding.Folding;
import org.dibao.store.folding.Stories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.JsonNode;

/** The database is made anew beside the one that serves. */
class StoreRebuildTest {
    private static final int MANY = 3000;
    private static final Duration LONG = Duration.ofSeconds(40);

    @RegisterExtension
    private static final Surroundings surroundings = new Surroundings();

    @Test
    void whatIsMadeAnewIsTheSameAndNothingIsAnnouncedTwice() throws Exception {
        List<ReceivedRecord> log = Stories.aDayInTheNewsroom();
        try (ConfigurableApplicationContext store = started("anew");
                ConfigurableApplicationContext standby = started("anew", "--dibao.store.instance=store-2")) {
            surroundings.append("anew", log);
            announced("anew", log.size());
            Map<String, Object> before = content("anew", 0);

            assertThat(rebuild(standby).path("building").path("generation").asInt())
                    .as("asked of an instance that does not write")
                    .isEqualTo(1);
            Surroundings.post(store, "/api/rebuild", "");
            serves("anew", standby, 1);
            Map<String, Object> anew = content("anew", 1);
            assertThat(anew.keySet()).isEqualTo(before.keySet());
            for (String collection : before.keySet()) {
                assertThat(anew.get(collection)).as(collection).isEqualTo(before.get(collection));
            }
            assertThat(content("anew", 0)).as("the former generation").isEmpty();

            surroundings.append("anew", log);
            rebuild(store);
            serves("anew", store, 2);
            announced("anew", 2 * log.size());
            Map<String, Object> after = content("anew", 2);
            surroundings.append(
                    "anew", new Stories().publishes("later", "It goes on").records());
            announced("anew", 2 * log.size() + 1);
            assertThat(Surroundings.get(standby, "/articles/later").statusCode())
                    .isEqualTo(200);
            assertThat(content("anew", 1)).isEmpty();
            assertThat(after.keySet()).isEqualTo(before.keySet());
            assertThat(surroundings.all("anew.dlt")).hasSize(4);
        }
    }

    @Test
    void whatNobodyCanReadMakesNoDifferenceBeforeItOrMeanwhile() throws Exception {
        Stories stories = new Stories().aNewerReleaseWrites().somebodyWritesNonsense("{");
        for (int i = 0; i < MANY; i++) {
            stories.publishes("a" + i, "Title " + i);
        }
        List<ReceivedRecord> log = stories.records();
        List<ReceivedRecord> more = new Stories()
                .publishes("b", "Before it")
                .aNewerReleaseWrites()
                .somebodyWritesNonsense("{")
                .publishes("c", "After it")
                .records();
        int all = log.size() + more.size();
        try (ConfigurableApplicationContext store = started("poison")) {
            surroundings.append("poison", log);
            announced("poison", log.size());
            rebuild(store);
            await().atMost(LONG)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> state(store).path("building").path("done").asInt() > 0);
            surroundings.append("poison", more);
            announced("poison", all);
            serves("poison", store, 1);
            Map<String, Object> first = content("poison", 1);
            rebuild(store);
            serves("poison", store, 2);
            Map<String, Object> second = content("poison", 2);
            for (String collection : first.keySet()) {
                assertThat(second.get(collection)).as(collection).isEqualTo(first.get(collection));
            }
            announced("poison", all);
            assertThat(surroundings.all("poison.dlt"))
                    .extracting(letter -> letter.headers().get(Headers.DEAD_POSITION))
                    .containsExactly("0", "1", String.valueOf(log.size() + 1), String.valueOf(log.size() + 2));
        }
    }

    /** A release whose database means something new. */
    static class Newer {
        @Bean
        static BeanPostProcessor newer(
                ObjectProvider<Database> database,
                ObjectProvider<ProjectorPorts> ports,
                ObjectProvider<Folding> folding,
                ObjectProvider<ProjectorSettings> settings,
                ObjectProvider<ProjectorListener<Decision>> listener) {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return switch (bean) {
                        case Rebuilds _ -> new Rebuilds(database.getObject(), 2);
                        case Projections projections ->
                            (Projections) collections -> new Version2<>(projections.over(collections));
                        case Projector<?, ?> _ ->
                            new Projector<>(
                                    ports.getObject(),
                                    new Version2<>(folding.getObject()),
                                    settings.getObject().names(),
                                    settings.getObject().instance() + "/newer",
                                    settings.getObject().batchSize(),
                                    settings.getObject().databaseTimeout(),
                                    listener.getObject());
                        default -> bean;
                    };
                }
            };
        }
    }

    /** Derives the same, and says that it is something else. */
    private record Version2<I, R>(Projection<I, R> same) implements Projection<I, R> {
        @Override
        public int version() {
            return 2;
        }

        @Override
        public Position resume(Position done, Position checkpoint) {
            return same.resume(done, checkpoint);
        }

        @Override
        public Decoded<I> decode(ReceivedRecord record) {
            return same.decode(record);
        }

        @Override
        public Decoded<I> unreadable(ReceivedRecord record, String reason) {
            return same.unreadable(record, reason);
        }

        @Override
        public @Nullable String whyUnreadable(ReceivedRecord record, NewerVersion newer) {
            return same.whyUnreadable(record, newer);
        }

        @Override
        public boolean beginsBatch(I item) {
            return same.beginsBatch(item);
        }

        @Override
        public List<R> apply(List<I> items, CompletableFuture<?> stillActive) {
            return same.apply(items, stillActive);
        }

        @Override
        public EventMessage event(R result) {
            return same.event(result);
        }

        @Override
        public @Nullable String deadLetter(R result) {
            return same.deadLetter(result);
        }
    }

    @Test
    void whatIsBrokenOffIsGoneOnWithAndANewVersionIsBuiltTheSameWay() throws Exception {
        Stories many = new Stories();
        for (int i = 0; i < MANY; i++) {
            many.publishes("a" + i, "Title " + i);
        }
        try (ConfigurableApplicationContext store = started("cut")) {
            surroundings.append("cut", many.records());
            announced("cut", MANY);
            rebuild(store);
            await().atMost(LONG).pollInterval(Duration.ofMillis(5)).until(() -> {
                int done = state(store).path("building").path("done").asInt();
                return done > 0 && done < MANY;
            });
        }
        assertThat(surroundings.database("cut")).containsKeys("articles", "articles.1");
        try (ConfigurableApplicationContext store = surroundings.store("cut", List.of(Newer.class))) {
            serves("cut", store, 2); // the first one is ended, and then made anew for what this release means by it
            for (int i : List.of(0, MANY / 2, MANY - 1)) {
                assertThat(Surroundings.get(store, "/articles/a" + i).statusCode())
                        .isEqualTo(200);
            }
            announced("cut", MANY);
        }
        try (ConfigurableApplicationContext store = surroundings.store("cut")) {
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(Surroundings.management(store, "/actuator/health")
                                    .body())
                            .contains("made by a newer release"));
            assertThat(surroundings.database("cut")).containsKey("articles.2");
        }
    }

    /** All collections of a generation, but for what is left over on the desk: it is cleared away now and then. */
    private static Map<String, Object> content(String database, int generation) {
        Map<String, Object> content = new TreeMap<>();
        surroundings.database(database).forEach((name, rows) -> {
            String[] parts = name.split("\\.");
            if (!name.equals("progress") && (parts.length == 1 ? 0 : Integer.parseInt(parts[1])) == generation) {
                content.put(parts[0], rows);
            }
        });
        content.remove("desk");
        return content;
    }

    private static JsonNode rebuild(ConfigurableApplicationContext store) throws Exception {
        HttpResponse<String> answer = Surroundings.post(store, "/api/rebuild", "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return Json.read(answer.body(), JsonNode.class);
    }

    private static JsonNode state(ConfigurableApplicationContext store) throws Exception {
        return Json.read(Surroundings.get(store, "/api/rebuild").body(), JsonNode.class);
    }

    private static void serves(String name, ConfigurableApplicationContext store, int generation) {
        await().atMost(LONG).untilAsserted(() -> {
            JsonNode state = state(store);
            assertThat(state.path("generation").asInt()).isEqualTo(generation);
            assertThat(state.has("building")).isFalse();
            assertThat(surroundings.database(name).keySet()).noneMatch(it -> isBefore(it, generation));
        });
    }

    private static boolean isBefore(String name, int generation) {
        String[] parts = name.split("\\.");
        return !name.equals("progress") && (parts.length == 1 ? 0 : Integer.parseInt(parts[1])) < generation;
    }

    private static ConfigurableApplicationContext started(String name, String... settings) {
        ConfigurableApplicationContext store = surroundings.store(name, settings);
        Surroundings.awaitHealth(store, "UP");
        return store;
    }

    private static void announced(String name, int count) {
        await().atMost(LONG).until(() -> surroundings.all(name + "-events").size() >= count);
        assertThat(surroundings.all(name + "-events"))
                .extracting(event -> Long.parseLong(event.headers().get(Headers.ID)))
                .containsExactlyElementsOf(LongStream.range(0, count).boxed().toList());
    }
}
