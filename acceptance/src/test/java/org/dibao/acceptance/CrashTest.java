package org.dibao.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.dibao.acceptance.client.Answer;
import org.dibao.acceptance.client.Event;
import org.dibao.acceptance.client.Site;
import org.dibao.acceptance.sample.Archives;
import org.dibao.acceptance.sample.Post;
import org.dibao.acceptance.sample.Unique;
import org.dibao.acceptance.system.OwnProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The process is killed at a bad moment. What was acknowledged is there when it is started again, once. */
@Tag("standalone")
class CrashTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int IMPORTED = 600;
    private static final int LINES_BEFORE_THE_END = 150;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder = Path.of("");

    /** What was acknowledged before the end. */
    private record Acknowledged(
            List<JsonNode> lines, List<Answer> receipts, List<Post> singles, Map<String, byte[]> files) {}

    @Test
    void killedInTheMiddleOfAnImportItLosesNothingThatItAcknowledged() {
        try (OwnProcess system = OwnProcess.in(folder.resolve("data"))) {
            Site site = system.site();
            Post revised = Post.sample();
            Post withdrawn = Post.sample();
            site.publish(revised).expect(201);
            site.publish(revised.body("第二版")).expect(200);
            site.withdraw(site.publish(withdrawn).expect(201).article()).expect(200);
            List<Post> posts = posts();

            Acknowledged acknowledged = killDuringAnImport(system, posts);

            system.startAgain();
            Duration moving = system.untilItPublishes();
            System.out.printf(
                    "CrashTest: after kill -9, %d ms from the open port to the first new page (%d results and %d receipts before)%n",
                    moving.toMillis(),
                    acknowledged.lines().size(),
                    acknowledged.receipts().size());
            assertThat(moving).isLessThan(Duration.ofSeconds(10));
            awaitTheEnd(site);
            eachIsLiveOnce(site, acknowledged);
            everyFileIsThere(site, acknowledged);
            assertThat(site.get(revised.path()).expect(200).text()).contains("第二版");
            site.get(withdrawn.path()).expect(410);
            positionsAreWhole(site);

            // The publisher does what one does after a broken import: the same again.
            List<JsonNode> again = lines(site.publisher("POST", "/api/imports")
                    .body("application/gzip", Archives.tarGz(posts))
                    .send());
            assertThat(again)
                    .extracting(line -> line.path("outcome").asString())
                    .hasSize(IMPORTED)
                    .containsOnly("published", "unchanged");
            posts.forEach(post -> site.get(post.path()).expect(200));
            positionsAreWhole(site);
        }
    }

    private static Acknowledged killDuringAnImport(OwnProcess system, List<Post> posts) {
        Site site = system.site();
        Acknowledged acknowledged = new Acknowledged(
                new CopyOnWriteArrayList<>(),
                new CopyOnWriteArrayList<>(),
                new CopyOnWriteArrayList<>(),
                new ConcurrentHashMap<>());
        AtomicBoolean killed = new AtomicBoolean();
        CompletableFuture<Void> importing = CompletableFuture.runAsync(() -> {
            var answer = site.publisher("POST", "/api/imports")
                    .body("application/gzip", Archives.tarGz(posts))
                    .open();
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    acknowledged.lines().add(JSON.readTree(line));
                }
            } catch (IOException cut) {
                // As was to be expected.
            }
        });
        CompletableFuture<Void> posting = CompletableFuture.runAsync(() -> {
            while (!killed.get()) {
                Post post = Post.sample();
                try {
                    Answer answer = site.posting(post).send();
                    if (answer.status() == 202) {
                        acknowledged.singles().add(post);
                        acknowledged.receipts().add(answer);
                    }
                } catch (java.io.UncheckedIOException cut) {
                    return;
                }
            }
        });
        CompletableFuture<Void> uploading = CompletableFuture.runAsync(() -> {
            while (!killed.get()) {
                String path = "/" + Unique.word("tu") + ".bin";
                byte[] bytes = new byte[200_000];
                ThreadLocalRandom.current().nextBytes(bytes);
                try {
                    if (site.publisher("PUT", "/api/assets" + path)
                                    .body("application/octet-stream", bytes)
                                    .send()
                                    .status()
                            == 202) {
                        acknowledged.files().put(path, bytes);
                    }
                } catch (java.io.UncheckedIOException cut) {
                    return;
                }
            }
        });
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(2))
                .until(() -> acknowledged.lines().size() >= LINES_BEFORE_THE_END
                        && !acknowledged.files().isEmpty());
        system.kill();
        killed.set(true);
        CompletableFuture.allOf(importing, posting, uploading).join();
        assertThat(acknowledged.lines()).as("results before the end").hasSizeLessThan(IMPORTED);
        return acknowledged;
    }

    /** And nothing is left of one that was on its way. */
    private void everyFileIsThere(Site site, Acknowledged acknowledged) {
        System.out.println("CrashTest: " + acknowledged.files().size() + " files before the end");
        acknowledged
                .files()
                .forEach((path, bytes) ->
                        assertThat(site.get(path).expect(200).body()).as(path).isEqualTo(bytes));
        assertThat(folder.resolve("data/files/incoming")).isEmptyDirectory();
    }

    private static void eachIsLiveOnce(Site site, Acknowledged acknowledged) {
        Map<String, List<Event>> facts = site.articleEvents().all().stream()
                .filter(Event::isFact)
                .collect(Collectors.groupingBy(event -> String.valueOf(event.key())));
        for (JsonNode line : acknowledged.lines()) {
            String id = line.path("article").asString();
            assertThat(line.path("outcome").asString()).isEqualTo("published");
            assertThat(facts.getOrDefault(id, List.of())).as("facts of %s", id).hasSize(1);
            assertThat(facts.getOrDefault(id, List.of()).getFirst().position())
                    .isEqualTo(line.path("position").asLong());
            assertThat(site.get("/api/articles/" + id)
                            .expect(200)
                            .json()
                            .path("revision")
                            .asInt())
                    .isEqualTo(1);
            site.get(line.path("path").asString()).expect(200);
        }
        for (int i = 0; i < acknowledged.receipts().size(); i++) {
            Answer receipt = acknowledged.receipts().get(i);
            Answer now =
                    site.getWithKey("/api/submissions/" + receipt.position()).expect(200);
            assertThat(now.stage()).isEqualTo("live");
            assertThat(now.article()).isEqualTo(receipt.article());
            site.get(acknowledged.singles().get(i).path()).expect(200);
        }
    }

    /** Until everything in the log has come out at the other end. */
    private static void awaitTheEnd(Site site) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> site.publications().end() >= site.articles().end());
    }

    /** Each position once on each topic, from the first to the last. */
    private static void positionsAreWhole(Site site) {
        awaitTheEnd(site);
        List<Event> log = site.articles().all();
        List<Long> expected = LongStream.range(0, log.size()).boxed().toList();
        assertThat(log).extracting(Event::offset).isEqualTo(expected);
        assertThat(log).extracting(event -> event.headers().get("ce_id")).doesNotHaveDuplicates();
        assertThat(site.articleEvents().all()).extracting(Event::position).isEqualTo(expected);
        assertThat(site.publications().all()).extracting(Event::position).isEqualTo(expected);
    }

    private static List<JsonNode> lines(Answer answer) {
        return answer.expect(200).text().lines().map(JSON::readTree).toList();
    }

    private static List<Post> posts() {
        String category = Unique.word("daoru");
        return new ArrayList<>(
                IntStream.range(0, IMPORTED).mapToObj(_ -> Post.in(category)).toList());
    }
}
