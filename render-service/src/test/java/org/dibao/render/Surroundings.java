package org.dibao.render;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoDatabase;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.dibao.contract.wire.EventMessage;
import org.dibao.embedded.EmbeddedKafka;
import org.dibao.embedded.EmbeddedMongo;
import org.dibao.eventlog.KafkaSettings;
import org.dibao.eventlog.Received;
import org.dibao.eventlog.TopicWriter;
import org.springframework.context.ConfigurableApplicationContext;
import reactor.core.publisher.Flux;

/** A real broker and a database server, and render instances that run on them. */
final class Surroundings implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    final Path folder;
    EmbeddedKafka kafka;
    EmbeddedMongo mongo;
    private final int kafkaPort;
    private final int mongoPort;

    Surroundings(Path folder) {
        this.folder = folder;
        this.kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
        this.kafkaPort = port(kafka.bootstrapServers());
        this.mongo = EmbeddedMongo.start(folder.resolve("mongo.mv"), 0);
        this.mongoPort = URI.create(mongo.uri("render")).getPort();
    }

    void stopKafka() {
        kafka.close();
    }

    void startKafka() {
        kafka = EmbeddedKafka.start(folder.resolve("kafka"), kafkaPort);
    }

    void stopMongo() {
        mongo.close();
    }

    void startMongo() {
        mongo = EmbeddedMongo.start(folder.resolve("mongo.mv"), mongoPort);
    }

    KafkaSettings kafkaSettings() {
        return new KafkaSettings("127.0.0.1:" + kafkaPort);
    }

    /** One of its own name: topics and database of a name belong together. */
    ConfigurableApplicationContext render(String topic, String... more) {
        List<String> args = new ArrayList<>(List.of(
                "--server.port=0",
                "--dibao.service-secret=of-the-tests",
                "--management.server.port=0",
                "--dibao.kafka.bootstrap-servers=127.0.0.1:" + kafkaPort,
                "--dibao.render.mongo-uri=mongodb://127.0.0.1:" + mongoPort + "/" + topic,
                "--dibao.render.search.dir="
                        + folder.resolve("search")
                                .resolve(topic + String.join("", more).replaceAll("\\W", "")),
                "--dibao.topics.article-events=" + topic,
                "--dibao.topics.publications=" + topic + "-publications",
                "--spring.cloud.stream.bindings.readLog-in-0.group=render-" + topic,
                "--spring.main.register-shutdown-hook=false"));
        args.addAll(List.of(more));
        return RenderApplication.builder().run(args.toArray(String[]::new));
    }

    void append(String topic, List<Received> records) {
        try (TopicWriter writer = new TopicWriter(kafkaSettings(), topic)) {
            writer.appendAll(records.stream()
                    .map(r -> new EventMessage(r.key(), r.headers(), r.value()))
                    .toList());
        }
    }

    List<Received> all(String topic) {
        return raw(topic).stream().map(Received::of).toList();
    }

    List<ConsumerRecord<byte[], byte[]>> raw(String topic) {
        Map<String, Object> config = new HashMap<>(kafkaSettings().common());
        config.put("key.deserializer", ByteArrayDeserializer.class);
        config.put("value.deserializer", ByteArrayDeserializer.class);
        TopicPartition partition = new TopicPartition(topic, 0);
        List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(config)) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    all.add(record);
                }
            }
        }
        return all;
    }

    /** All collections of a database, readable. */
    Map<String, Object> database(String name) {
        try (MongoClient client = MongoClients.create("mongodb://127.0.0.1:" + mongoPort)) {
            MongoDatabase database = client.getDatabase(name);
            Map<String, Object> content = new TreeMap<>();
            for (String collection :
                    Flux.from(database.listCollectionNames()).collectList().block()) {
                Map<String, String> rows = new TreeMap<>();
                Flux.from(database.getCollection(collection).find())
                        .toIterable()
                        .forEach(row -> rows.put(row.get("_id").toString(), row.toJson()));
                content.put(collection, rows);
            }
            return content;
        }
    }

    void drop(String name) {
        try (MongoClient client = MongoClients.create("mongodb://127.0.0.1:" + mongoPort)) {
            Flux.from(client.getDatabase(name).drop()).blockLast();
        }
    }

    static void awaitHealth(ConfigurableApplicationContext render, String status) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(40))
                .untilAsserted(() -> Assertions.assertThat(
                                management(render, "/actuator/health").body())
                        .endsWith("\"status\":\"" + status + "\"}"));
    }

    static HttpResponse<String> get(ConfigurableApplicationContext render, String path, String... headers)
            throws Exception {
        return exchange(render, "GET", "local.server.port", path, headers);
    }

    static HttpResponse<String> send(
            ConfigurableApplicationContext render, String method, String path, String... headers) throws Exception {
        return exchange(render, method, "local.server.port", path, headers);
    }

    static HttpResponse<String> management(ConfigurableApplicationContext render, String path) throws Exception {
        return exchange(render, "GET", "local.management.port", path);
    }

    private static HttpResponse<String> exchange(
            ConfigurableApplicationContext render, String method, String port, String path, String... headers)
            throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + render.getEnvironment().getProperty(port) + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .header("Dibao-Service-Secret", "of-the-tests")
                .timeout(Duration.ofSeconds(15))
                .method(method, HttpRequest.BodyPublishers.noBody());
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** A request as no library would send it. */
    static String raw(ConfigurableApplicationContext render, String target) throws Exception {
        int port = Integer.parseInt(render.getEnvironment().getProperty("local.server.port"));
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(("GET " + target
                                    + " HTTP/1.1\r\nHost: x\r\nDibao-Service-Secret: of-the-tests\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static int port(String server) {
        return Integer.parseInt(server.substring(server.indexOf(':') + 1));
    }

    @Override
    public void close() {
        mongo.close();
        kafka.close();
    }
}
