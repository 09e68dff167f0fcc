package org.dibao.projector.testkit;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.dibao.contract.wire.EventMessage;
import org.dibao.embedded.EmbeddedKafka;
import org.dibao.embedded.EmbeddedMongo;
import org.dibao.eventlog.KafkaSettings;
import org.dibao.eventlog.ReceivedRecord;
import org.dibao.eventlog.TopicWriter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;
import reactor.core.publisher.Flux;

/**
 * A real broker and a database server for the tests of a service, and requests to its instances. Registered as an extension
 * in a static field they run for a class, in another field for each test.
 */
public abstract class Servers
        implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback, AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    protected static final String SECRET = "of-the-tests";

    private @Nullable Path folder;
    private @Nullable EmbeddedKafka kafka;
    private @Nullable EmbeddedMongo mongo;
    private int kafkaPort;
    private int mongoPort;
    private boolean forAll;

    @Override
    public void beforeAll(ExtensionContext context) {
        forAll = true;
        start();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (!forAll) {
            start();
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (!forAll) {
            close();
        }
    }

    public void start() {
        try {
            folder = Files.createTempDirectory("servers");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        startKafka();
        startMongo();
    }

    /** For whatever else an instance keeps. */
    public Path folder() {
        return Objects.requireNonNull(folder, "not started");
    }

    public void stopKafka() {
        Objects.requireNonNull(kafka).close();
    }

    public void startKafka() {
        kafka = EmbeddedKafka.start(folder().resolve("kafka"), kafkaPort);
        kafkaPort = URI.create("kafka://" + kafka.bootstrapServers()).getPort();
    }

    public void stopMongo() {
        Objects.requireNonNull(mongo).close();
    }

    public void startMongo() {
        mongo = EmbeddedMongo.start(folder().resolve("mongo.mv"), mongoPort);
        mongoPort = URI.create(mongo.uri("any")).getPort();
    }

    public KafkaSettings kafkaSettings() {
        return new KafkaSettings("127.0.0.1:" + kafkaPort);
    }

    protected String mongoUri(String database) {
        return "mongodb://127.0.0.1:" + mongoPort + "/" + database;
    }

    /** The arguments that every instance has. */
    protected List<String> arguments() {
        return new ArrayList<>(List.of(
                "--server.port=0",
                "--dibao.service-secret=" + SECRET,
                "--management.server.port=0",
                "--dibao.kafka.bootstrap-servers=127.0.0.1:" + kafkaPort,
                "--spring.main.register-shutdown-hook=false"));
    }

    public void append(String topic, List<ReceivedRecord> records) {
        try (TopicWriter writer = new TopicWriter(kafkaSettings(), topic)) {
            writer.appendAll(records.stream()
                    .map(r -> new EventMessage(r.key(), r.headers(), Objects.requireNonNull(r.value())))
                    .toList());
        }
    }

    public List<ReceivedRecord> all(String topic) {
        return records(topic).stream().map(ReceivedRecord::of).toList();
    }

    public List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        Map<String, Object> config = new HashMap<>(kafkaSettings().common());
        config.put("key.deserializer", ByteArrayDeserializer.class);
        config.put("value.deserializer", ByteArrayDeserializer.class);
        TopicPartition partition = new TopicPartition(topic, 0);
        List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(config)) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = Objects.requireNonNull(
                    consumer.endOffsets(List.of(partition)).get(partition));
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(all::add);
            }
        }
        return all;
    }

    /** All collections of a database, readable. */
    public Map<String, Object> database(String name) {
        try (MongoClient client = MongoClients.create(mongoUri(""))) {
            MongoDatabase database = client.getDatabase(name);
            Map<String, Object> content = new TreeMap<>();
            for (String collection : Flux.from(database.listCollectionNames()).toIterable()) {
                Map<String, String> rows = new TreeMap<>();
                for (Document row :
                        Flux.from(database.getCollection(collection).find()).toIterable()) {
                    if (collection.equals("progress")) {
                        row.remove("by"); // each process has a name of its own
                    }
                    rows.put(row.get("_id").toString(), row.toJson());
                }
                content.put(collection, rows);
            }
            return content;
        }
    }

    public void drop(String name) {
        try (MongoClient client = MongoClients.create(mongoUri(""))) {
            Flux.from(client.getDatabase(name).drop()).blockLast();
        }
    }

    public static void awaitHealth(ConfigurableApplicationContext instance, String status) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(40))
                .untilAsserted(() -> Assertions.assertThat(
                                management(instance, "/actuator/health").body())
                        .endsWith("\"status\":\"" + status + "\"}"));
    }

    public static HttpResponse<String> get(ConfigurableApplicationContext instance, String path, String... headers)
            throws Exception {
        return exchange(instance, "GET", "local.server.port", path, headers);
    }

    public static HttpResponse<String> send(
            ConfigurableApplicationContext instance, String method, String path, String... headers) throws Exception {
        return exchange(instance, method, "local.server.port", path, headers);
    }

    public static HttpResponse<String> post(ConfigurableApplicationContext instance, String path, String body)
            throws Exception {
        return exchange(instance, "POST", HttpRequest.BodyPublishers.ofString(body), "local.server.port", path);
    }

    public static HttpResponse<String> management(ConfigurableApplicationContext instance, String path)
            throws Exception {
        return exchange(instance, "GET", "local.management.port", path);
    }

    private static HttpResponse<String> exchange(
            ConfigurableApplicationContext instance, String method, String port, String path, String... headers)
            throws Exception {
        return exchange(instance, method, HttpRequest.BodyPublishers.noBody(), port, path, headers);
    }

    private static HttpResponse<String> exchange(
            ConfigurableApplicationContext instance,
            String method,
            HttpRequest.BodyPublisher body,
            String port,
            String path,
            String... headers)
            throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + instance.getEnvironment().getProperty(port) + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .header("Dibao-Service-Secret", SECRET)
                .timeout(Duration.ofSeconds(15))
                .method(method, body);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        stopMongo();
        stopKafka();
        try {
            FileSystemUtils.deleteRecursively(folder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
