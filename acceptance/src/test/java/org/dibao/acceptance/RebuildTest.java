package org.dibao.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.dibao.acceptance.client.Answer;
import org.dibao.acceptance.client.Site;
import org.dibao.acceptance.sample.History;
import org.dibao.acceptance.sample.Post;
import org.dibao.acceptance.sample.Unique;
import org.dibao.acceptance.system.OwnProcess;
import org.dibao.acceptance.system.Released;
import org.dibao.cli.Dibao;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The databases are a projection of the log: after they were made anew beside what serves, after a restart, after they were dropped,
 * and in a site made of a backup, everything is as it was; also where the log was written anew without what an article said. It begins on
 * what an earlier release has left.
 */
@Tag("standalone")
class RebuildTest {
    private static final int STEPS = 120;
    private static final String EVENTS = "/api/events/page?after=earliest&limit=1000";
    private static final String DOOMED = "/erased/2024/doomed.html";

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder = Path.of("");

    /** The title and the text of an article that is withdrawn, and in the end erased. */
    private final String erased = Unique.word("erased");

    private final Set<String> addresses = new LinkedHashSet<>();

    @Test
    void whatIsReadAfterRebuildsAndRestartsAndFromABackupIsWhatWasReadBefore() throws IOException {
        Released released = Released.oldest();
        released.unpack(folder);
        try (OwnProcess system = OwnProcess.in(folder.resolve("data"))) {
            Site site = system.site();
            goesOn(site, released);
            live(site);
            String withdrawn = publishAndWithdraw(site);
            long last = site.articles().end() - 1;
            awaitReadable(site, last);
            Map<String, String> before = snapshot(site);
            List<Long> ends = ends(site);
            assertThat(before).hasSizeGreaterThan(200);
            String backup = folder.resolve("backup").toString();
            assertThat(system.run("backup", backup)).contains("up to position " + last);

            try (Readers readers = new Readers(site, before)) {
                assertThat(command("rebuild", "all", "--url", site.address().toString(), "--key", site.key()))
                        .contains("store is made anew", "render is made anew", "search is made anew");
                readers.readAllOnce();
            }
            assertThat(snapshot(site)).as("made anew beside what serves").isEqualTo(before);
            assertThat(ends(site)).as("records on the topics").isEqualTo(ends);

            int wanted = beginRebuild(site, "render");
            system.kill();
            system.startAgain();
            awaitReadable(site, last);
            awaitRebuilt(site, "render", wanted);
            assertThat(snapshot(site)).as("after a kill during a rebuild").isEqualTo(before);
            assertThat(ends(site)).as("records on the topics").isEqualTo(ends);

            system.kill();
            system.dropDatabases();
            system.startAgain();
            awaitReadable(site, last);
            System.out.printf(
                    "RebuildTest: %d positions were rebuilt %d ms after the port was open%n",
                    last + 1, system.sinceItOpened().toMillis());
            assertThat(snapshot(site)).as("after the databases were dropped").isEqualTo(before);
            assertThat(ends(site)).as("records on the topics").isEqualTo(ends);

            system.untilItPublishes();
            assertThat(site.articleEvents().end()).isEqualTo(site.articles().end());
            String within = cursor(site, "earliest&limit=5");
            String beyond = cursor(site, last + "&limit=5");

            system.stop();
            system.use(folder.resolve("recovered"));
            assertThat(system.run("recover", backup)).contains("up to position " + last);
            assertThat(filesWithTheText("recovered")).isNotEmpty();
            system.run("erase", withdrawn, "--reason", "a court's order");
            system.startAgain();
            awaitReadable(site, last + 1);
            Map<String, String> after = snapshot(site);
            before.replaceAll((_, answer) -> answer.replace(erased, "Erased"));
            before.compute(EVENTS, (_, heard) -> withOneMore(heard, after.get(EVENTS), withdrawn));
            assertThat(after).as("from the backup, without what was erased").isEqualTo(before);
            assertThat(ends(site))
                    .as("records on the topics")
                    .containsExactly(last + 2, last + 2, last + 2, ends.getLast());
            assertThat(Files.readAllLines(folder.resolve("recovered/erased.ndjson")))
                    .singleElement(STRING)
                    .contains(withdrawn, "a court's order");
            isErased(site, withdrawn);
            String later = folder.resolve("later").toString();
            assertThat(system.run("backup", later)).contains("is complete");
            assertThat(filesWithTheText("recovered", "recovered.out", "later"))
                    .as("what was erased")
                    .isEmpty();

            site.get("/api/events/page?limit=5&after=" + within).expect(200);
            assertThat(cursor(site, "earliest&limit=5"))
                    .as("another log by name, which continues the first one")
                    .isNotEqualTo(within);
            assertThat(site.get("/api/events/page?after=" + beyond).expect(410).text())
                    .contains("restored from a backup", "after=" + last + "-");
        }
    }

    /** This release tells the same of what an earlier one has published. */
    private void goesOn(Site site, Released released) throws IOException {
        List<JsonNode> heard = released.heard(folder);
        awaitReadable(site, heard.getLast().path("position").asLong());
        List<JsonNode> now =
                site.get(EVENTS).expect(200).json().path("events").valueStream().toList();
        assertThat(now).as("what %s has told", released).hasSameSizeAs(heard);
        for (int i = 0; i < heard.size(); i++) {
            for (String member :
                    List.of("position", "event", "article", "revision", "path", "formerPath", "title", "date")) {
                assertThat(now.get(i).path(member)).isEqualTo(heard.get(i).path(member));
            }
            if (now.get(i).has("path")) {
                addresses.add(now.get(i).path("path").asString());
            }
        }
    }

    /** Two revisions, then gone. Gives its id. */
    private String publishAndWithdraw(Site site) {
        Post doomed = Post.in("erased")
                .titled(erased)
                .with("permalink", DOOMED)
                .with("mood", erased)
                .body(erased + "\n");
        String id = site.publish(doomed).article();
        site.publish(doomed.body("More of " + erased + "\n"));
        site.publish(doomed.body("More of " + erased + "\n"));
        poison(site, id);
        site.withdraw(id).expect(200);
        return id;
    }

    /** What nobody can read, with the text of an article, in a record that Kafka keeps compressed; it becomes a dead letter. */
    private void poison(Site site, String article) {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", site.kafka(), "compression.type", "gzip"),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>("articles", 0, article, erased.repeat(100)))
                    .get();
            for (String topic : List.of("subscriptions", "delivery-progress")) { // a restart meets it again
                producer.send(new ProducerRecord<>(topic, 0, "poison", "{")).get();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What was heard before, and then one event that says that the article is erased, and nothing else. */
    private static String withOneMore(String heard, String now, String article) {
        String before = heard.substring(0, heard.lastIndexOf(']'));
        assertThat(now).startsWith(before);
        assertThat(now.substring(before.length()))
                .containsOnlyOnce("\"position\":")
                .contains(
                        "\"event\":\"erased\"", "\"article\":\"" + article + "\"", "\"formerPath\":\"" + DOOMED + "\"")
                .doesNotContain("title");
        return now;
    }

    private void isErased(Site site, String article) {
        site.get(DOOMED).expect(410);
        assertThat(site.get("/api/events/page?after=earliest&category=nothing-is-in-it")
                        .expect(200)
                        .text())
                .as("whatever category somebody asks for")
                .contains("\"event\":\"erased\"");
        for (String path : List.of("", "/revisions/1", "/submission")) {
            assertThat(site.getWithKey("/api/articles/" + article + path)
                            .expect(410)
                            .text())
                    .contains("was erased");
        }
        assertThat(site.publisher("POST", "/api/articles/" + article + "/restore")
                        .waiting()
                        .send()
                        .expect(410)
                        .text())
                .contains("was erased");
        assertThat(site.publisher("PUT", "/api/articles/" + article)
                        .waiting()
                        .body("application/json", "{\"title\":\"Again\",\"body\":\"x\"}")
                        .send()
                        .expect(410)
                        .text())
                .contains("was erased", "another id");
        assertThat(everythingInTopics(site)).doesNotContain(erased);
    }

    /** As bytes, each as one character. */
    private static String everythingInTopics(Site site) {
        StringBuilder all = new StringBuilder();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", site.kafka()), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.listTopics().values().stream()
                    .flatMap(List::stream)
                    .map(one -> new TopicPartition(one.topic(), one.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(record -> all.append(text(record.key()))
                                .append(text(record.value()))
                                .append(record.headers()));
            }
        }
        return all.toString();
    }

    private static String text(byte[] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private List<Path> filesWithTheText(String... names) throws IOException {
        List<Path> found = new ArrayList<>();
        for (String name : names) {
            try (Stream<Path> files = Files.walk(folder.resolve(name))) {
                files.filter(Files::isRegularFile)
                        .filter(file -> text(bytes(file)).contains(erased))
                        .forEach(found::add);
            }
        }
        return found;
    }

    /** What is in a file, unzipped if it is zipped, as a backup's are. */
    private static byte[] bytes(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            boolean zipped = bytes.length > 2 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b;
            return zipped ? new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes() : bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of the last event of a page. */
    private static String cursor(Site site, String after) {
        String page = site.get("/api/events/page?after=" + after).expect(200).text();
        Matcher cursors = CURSOR.matcher(page.substring(page.lastIndexOf(']')));
        assertThat(cursors.find()).as(page).isTrue();
        return cursors.group(1);
    }

    /** A busy day at the paper. */
    private void live(Site site) {
        long seed = Long.getLong("dibao.seed", System.nanoTime());
        System.out.println("RebuildTest: -Ddibao.seed=" + seed);
        History history = new History(seed);
        Map<String, String> ids = new LinkedHashMap<>();
        long last = 0;
        for (int i = 0; i < STEPS; i++) {
            if (i == STEPS / 4 || i == STEPS / 2) { // while articles are published, which notices nothing
                beginRebuild(site, "store");
                beginRebuild(site, "render");
            }
            if (i == STEPS / 3) {
                put(site, "{\"title\":\"江州新闻\",\"pageSize\":2}");
            }
            if (i == STEPS / 2) {
                put(
                        site,
                        "{\"title\":\"江州新闻\",\"pageSize\":3,\"timeZone\":\"Europe/London\",\"permalink\":\"/:year/:title.html\"}");
            }
            History.Step step = history.next();
            History.State state = step.after();
            Answer answer =
                    step.withdraw() ? site.withdraw(ids.getOrDefault(state.name(), "")) : site.publish(state.post());
            ids.put(state.name(), answer.article());
            last = answer.position();
            addresses.add("/api/submissions/" + last);
            addresses.add(state.path());
            addresses.add("/2024/" + state.post().front().getOrDefault("slug", "") + ".html");
            if (i % 10 == 0) {
                Post refused = Post.sample().with("permalink", state.path());
                String key = Unique.word("key");
                site.posting(refused).with("Idempotency-Key", key).waiting().send();
                last = site.posting(refused)
                        .with("Idempotency-Key", key)
                        .waiting()
                        .send()
                        .position();
                addresses.add("/api/submissions/" + last);
                addresses.add(refused.path());
            }
        }
        for (String id : ids.values()) {
            addresses.addAll(List.of(
                    "/api/articles/" + id,
                    "/api/articles/" + id + "/revisions",
                    "/api/articles/" + id + "/revisions/1",
                    "/articles/" + id));
        }
        for (String category : history.categories()) {
            addresses.add("/category/" + category + ".html");
            addresses.add("/api/articles?category=" + category);
            for (int page = 1; page < 8; page++) {
                addresses.add("/category/" + category + "/page/" + page + ".html");
            }
        }
        addresses.add(EVENTS); // a subscriber notices nothing
        addresses.addAll(List.of("/", "/page/1.html", "/page/2.html", "/page/9.html", "/api/articles", "/api/site"));
    }

    private static String command(String... arguments) {
        StringWriter printed = new StringWriter();
        assertThat(Dibao.commandLine().setOut(new PrintWriter(printed, true)).execute(arguments))
                .as(printed.toString())
                .isZero();
        return printed.toString();
    }

    /** @return the generation that will serve */
    private static int beginRebuild(Site site, String part) {
        JsonNode state = site.publisher("POST", "/api/rebuilds/" + part)
                .send()
                .expect(202)
                .json();
        return state.path("building")
                .path("generation")
                .asInt(state.path("generation").asInt());
    }

    /** A crash may lose the wish itself. */
    private static void awaitRebuilt(Site site, String part, int wanted) {
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            JsonNode state =
                    site.getWithKey("/api/rebuilds/" + part).expect(200).json();
            boolean serves = state.path("generation").asInt() >= wanted;
            if (!serves && !state.has("building")) {
                beginRebuild(site, part);
            }
            return serves;
        });
    }

    /** Read every address again and again, and find what was there before. */
    private final class Readers implements AutoCloseable {
        private final AtomicInteger rounds = new AtomicInteger();
        private final AtomicBoolean ended = new AtomicBoolean();
        private final CompletableFuture<Void> reading;

        Readers(Site site, Map<String, String> before) {
            reading = CompletableFuture.runAsync(() -> {
                while (!ended.get()) {
                    assertThat(snapshot(site)).as("while it is made anew").isEqualTo(before);
                    rounds.incrementAndGet();
                }
            });
        }

        /** From now on. */
        void readAllOnce() {
            int now = rounds.get();
            await().atMost(Duration.ofSeconds(30)).until(() -> reading.isDone() || rounds.get() >= now + 2);
        }

        @Override
        public void close() {
            ended.set(true);
            reading.join();
            System.out.printf("RebuildTest: every address was read %d times meanwhile%n", rounds.get());
        }
    }

    private static void put(Site site, String settings) {
        site.publisher("PUT", "/api/site")
                .waiting()
                .body("application/json", settings)
                .send()
                .expect(200);
    }

    /** What a gateway knows of a submission only as long as it runs; the API's description says so. */
    private static final Pattern REMEMBERED = Pattern.compile(",\"(?:liveAt\":\"[^\"]*\"|streams\":[0-9]+)");

    private static final Pattern CURSOR = Pattern.compile("\"cursor\":\"([^\"]+)");

    /** A cursor without the identity of its log: a site made of a backup has a log of its own. */
    private static String anyLog(String address, String text) {
        return address.startsWith("/api/events/") ? text.replaceAll("([0-9]+-)[A-Za-z0-9_-]{8}(?=\")", "$1LOG") : text;
    }

    /** Every address with what it answers: status, where it leads to, validator, body. */
    private Map<String, String> snapshot(Site site) {
        Map<String, String> answers = new LinkedHashMap<>();
        for (String address : addresses) {
            Answer answer = answer(site, address);
            answers.put(
                    address,
                    answer.status() + " " + answer.header("Location") + " " + answer.header("ETag") + "\n"
                            + (address.startsWith("/api/submissions/")
                                    ? REMEMBERED.matcher(answer.text()).replaceAll("")
                                    : anyLog(address, answer.text())));
        }
        return answers;
    }

    /** A receipt goes without its deliveries if they are not told in time: then it is asked for again. */
    private static Answer answer(Site site, String address) {
        return await().pollDelay(Duration.ZERO)
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> site.getWithKey(address),
                        answer -> !address.startsWith("/api/submissions/")
                                || !answer.text().contains("\"status\":\"live\"")
                                || answer.text().contains("\"deliveries\""));
    }

    private static List<Long> ends(Site site) {
        return List.of(
                site.articles().end(),
                site.articleEvents().end(),
                site.publications().end(),
                site.topic("articles.dlt").end());
    }

    /** Nothing is asked of the pages here: while they are not as new as they were, they must not answer at all. */
    private static void awaitReadable(Site site, long last) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            site.getWithKey("/api/submissions/" + last).expect(200);
            site.get("/").expect(200);
        });
    }
}
