package org.dibao.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EmbeddedMongoTest {
    @TempDir
    Path folder;

    @Test
    void documentsOfBothDatabasesAreThereAfterARestart() {
        Path file = folder.resolve("new folder").resolve("mongo.mv");
        try (var mongo = EmbeddedMongo.start(file, 0);
                var client = client(mongo)) {
            client.getDatabase("store")
                    .getCollection("articles")
                    .insertOne(new Document("_id", "a").append("title", "邸报"));
            client.getDatabase("render").getCollection("pages").insertOne(new Document("_id", "/a.html"));
        }
        try (var mongo = EmbeddedMongo.start(file, 0);
                var client = client(mongo)) {
            assertThat(client.getDatabase("store")
                            .getCollection("articles")
                            .find()
                            .first())
                    .containsEntry("title", "邸报");
            assertThat(client.getDatabase("render").getCollection("pages").countDocuments())
                    .isEqualTo(1);
        }
    }

    @Test
    void afterKill9ProgressIsNeverAheadOfTheData() throws Exception {
        Path file = folder.resolve("mongo.mv");
        for (int round = 0; round < 3; round++) {
            Process victim = otherProcess(file);
            try (var out = new BufferedReader(new InputStreamReader(victim.getInputStream(), StandardCharsets.UTF_8))) {
                String line = out.readLine();
                for (int lines = 1; lines < 40 + 13 * round; lines++) {
                    line = Objects.requireNonNull(out.readLine(), "the victim ended after " + line);
                }
            } finally {
                victim.destroyForcibly();
            }
            assertThat(victim.waitFor(10, TimeUnit.SECONDS)).isTrue();

            try (var mongo = EmbeddedMongo.start(file, 0);
                    var client = client(mongo)) {
                long progress = progress(client);
                assertThat(progress).isPositive();
                for (long n = 0; n <= progress; n++) {
                    assertThat(articles(client).find(Filters.eq("_id", n)).first())
                            .as("article %d of %d", n, progress)
                            .isNotNull();
                }
            }
        }
    }

    @Test
    void aFileInUseAndADamagedFileAreToldApart() throws Exception {
        Path file = folder.resolve("mongo.mv");
        try (var _ = EmbeddedMongo.start(file, 0)) {
            assertThatThrownBy(() -> EmbeddedMongo.start(file, 0)).isInstanceOf(EmbeddedMongo.InUse.class);
        }
        byte[] noise = new byte[64 * 1024];
        java.util.Arrays.fill(noise, (byte) 7);
        Files.write(file, noise);
        assertThatThrownBy(() -> EmbeddedMongo.start(file, 0)).isInstanceOf(EmbeddedMongo.Unreadable.class);
    }

    @Test
    void aServerInMemoryForgets() {
        try (var mongo = EmbeddedMongo.inMemory();
                var client = client(mongo)) {
            articles(client).insertOne(new Document("_id", 1L));
            assertThat(articles(client).countDocuments()).isEqualTo(1);
        }
        try (var mongo = EmbeddedMongo.inMemory();
                var client = client(mongo)) {
            assertThat(articles(client).countDocuments()).isZero();
        }
    }

    /** Writes article n, then progress n, for ever. */
    static final class Victim {
        private Victim() {}

        public static void main(String[] args) {
            try (var mongo = EmbeddedMongo.start(Path.of(args[0]), 0);
                    var client = client(mongo)) {
                String text = "新闻".repeat(1000);
                for (long n = progress(client) + 1; ; n++) {
                    articles(client)
                            .replaceOne(
                                    Filters.eq("_id", n),
                                    new Document("_id", n).append("text", text),
                                    new ReplaceOptions().upsert(true));
                    client.getDatabase("store")
                            .getCollection("progress")
                            .updateOne(Filters.eq("_id", "p"), Updates.set("n", n), new UpdateOptions().upsert(true));
                    if (n % 10 == 0) {
                        System.out.println(n);
                    }
                }
            }
        }
    }

    private static Process otherProcess(Path file) throws Exception {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx512m",
                        "--sun-misc-unsafe-memory-access=allow",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static MongoClient client(EmbeddedMongo mongo) {
        return MongoClients.create(mongo.uri("store"));
    }

    private static MongoCollection<Document> articles(MongoClient client) {
        return client.getDatabase("store").getCollection("articles");
    }

    private static long progress(MongoClient client) {
        Document found = client.getDatabase("store")
                .getCollection("progress")
                .find(Filters.eq("_id", "p"))
                .first();
        return found == null ? -1 : found.getLong("n");
    }
}
