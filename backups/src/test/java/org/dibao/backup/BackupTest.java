package org.dibao.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.dibao.backup.Manifest.Role;
import org.dibao.cli.CommandFailed;
import org.dibao.contract.article.Position;
import org.dibao.contract.wire.Headers;
import org.dibao.contract.wire.Topics;
import org.dibao.embedded.EmbeddedKafka;
import org.dibao.eventlog.KafkaSettings;
import org.dibao.eventlog.LogIdentity;
import org.dibao.eventlog.TopicSettings;
import org.dibao.eventlog.TopicSetup;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against a real broker; each test has topics of its own, and recovers into others of the same one. */
@Timeout(60)
class BackupTest {
    private static final Backup.Progress SILENT = (_, _) -> {};
    private static final AtomicLong SITES = new AtomicLong();

    private static EmbeddedKafka broker;
    private static KafkaSettings kafka;
    private static KafkaProducer<byte[], byte[]> producer;

    @TempDir
    Path folder;

    private Place site;
    private Path target;

    @BeforeAll
    static void start(@TempDir Path data) {
        broker = EmbeddedKafka.start(data.resolve("kafka"), 0);
        kafka = new KafkaSettings(broker.bootstrapServers());
        Map<String, Object> config = kafka.common();
        config.put("key.serializer", ByteArraySerializer.class);
        config.put("value.serializer", ByteArraySerializer.class);
        producer = new KafkaProducer<>(config);
    }

    @AfterAll
    static void stop() {
        producer.close();
        broker.close();
    }

    @BeforeEach
    void aSite() {
        site = place("site");
        target = folder.resolve("backup");
        create(site);
    }

    @Test
    void whatIsRecoveredIsWhatThereWas() throws IOException {
        submit(0, 50);
        TopicSetup.createOrVerifyCompacted(kafka, site.topic(Role.SUBSCRIPTIONS), 4, 1);
        put(site, Role.SUBSCRIPTIONS, 3, "sub_b", "old");
        put(site, Role.SUBSCRIPTIONS, 3, "sub_b", "new");
        put(site, Role.SUBSCRIPTIONS, 3, "sub_gone", "x");
        put(site, Role.SUBSCRIPTIONS, 3, "sub_gone", null);
        String picture = keep("a picture");
        Files.writeString(site.data().resolve("api-key"), "secret");
        Files.writeString(site.data().resolve("run.json"), "{}");
        backUp(site);
        submit(50, 20);
        String another = keep("another");
        Backup.Summary second = backUp(site);
        assertThat(second.records()).isEqualTo(60);
        assertThat(second.files()).isEqualTo(1);
        assertThat(second.manifest().topic(Role.ARTICLES).orElseThrow().records())
                .hasSize(2);

        Place copy = recovered(Long.MAX_VALUE);

        for (Role role : List.of(Role.ARTICLES, Role.ARTICLE_EVENTS, Role.PUBLICATIONS)) {
            assertThat(all(copy, role))
                    .as("%s", role)
                    .isEqualTo(all(site, role))
                    .hasSize(70);
        }
        assertThat(all(copy, Role.ARTICLES).getFirst()).contains("timestamp 1000", "h=v0");
        try (TopicReader reader = new TopicReader(kafka)) {
            assertThat(reader.partitions(copy.topic(Role.SUBSCRIPTIONS))).isEqualTo(4);
            assertThat(reader.latest(copy.topic(Role.SUBSCRIPTIONS), 3))
                    .extracting(record -> text(record.key()) + "=" + text(record.value()))
                    .containsExactly("sub_b=new");
        }
        assertThat(copy.data().resolve("files/" + picture.substring(0, 2) + "/" + picture))
                .hasContent("a picture");
        assertThat(copy.data().resolve("files/" + another.substring(0, 2) + "/" + another))
                .hasContent("another");
        assertThat(copy.data().resolve("api-key")).hasContent("secret");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(copy.data().resolve("api-key"))))
                .isEqualTo("rw-------");
        assertThat(copy.data().resolve("run.json")).doesNotExist();
    }

    @Test
    void whoReadTheLogReadsOnInTheRecoveredOne() throws IOException {
        submit(0, 10);
        backUp(site);
        LogIdentity before = LogIdentity.of(kafka, site.topics());

        LogIdentity after = LogIdentity.of(kafka, recovered(Long.MAX_VALUE).topics());

        assertThat(after.id()).isNotEqualTo(before.id());
        assertThat(after.inCommonWith(before.id())).isEqualTo(new Position(9));
        assertThat(after.at(new Position(9))).isEqualTo(before.id());
    }

    @Test
    void anEarlierPositionHasNothingThatCameLater() throws IOException {
        submit(0, 30);
        backUp(site);
        LogIdentity before = LogIdentity.of(kafka, site.topics());

        Place copy = recovered(12);

        for (Role role : List.of(Role.ARTICLES, Role.ARTICLE_EVENTS, Role.PUBLICATIONS)) {
            assertThat(all(copy, role)).as("%s", role).isEqualTo(all(site, role).subList(0, 13));
        }
        assertThat(LogIdentity.of(kafka, copy.topics()).inCommonWith(before.id()))
                .isEqualTo(new Position(12));
        assertThatThrownBy(() -> recovered(30))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("position 29");
    }

    @Test
    void aRunThatIsBrokenOffLeavesTheLastBackupWhole() throws IOException {
        submit(0, 10);
        keep("first");
        backUp(site);
        submit(10, 10);
        keep("second");
        keep("third");
        for (String stage : List.of("records", "files")) {
            AtomicLong seen = new AtomicLong();
            assertThatThrownBy(() -> backUp(site, null, (what, _) -> {
                        if (what.equals(stage) && seen.incrementAndGet() == 2) {
                            throw new UncheckedIOException(new IOException("killed"));
                        }
                    }))
                    .hasMessageContaining("killed");
            assertThat(all(recovered(Long.MAX_VALUE), Role.ARTICLES)).hasSize(10);
        }

        backUp(site);

        assertThat(all(recovered(Long.MAX_VALUE), Role.ARTICLES)).isEqualTo(all(site, Role.ARTICLES));
        try (Stream<Path> files = Files.walk(target)) {
            assertThat(files.map(Path::toString)).noneMatch(name -> name.endsWith(".part"));
        }
    }

    @Test
    void anEncryptedBackupShowsNothingAndOpensWithItsKeyOnly() throws IOException {
        submit(0, 10);
        keep("the words of a picture");
        Sealing sealing = new Sealing(new byte[32]);
        backUp(site, sealing, SILENT);
        backUp(site, sealing, SILENT);

        assertThat(recovered(sealing, Long.MAX_VALUE).data().resolve("files")).isNotEmptyDirectory();
        assertThatThrownBy(() -> recovered(Long.MAX_VALUE)).hasMessageContaining("--key-file");
        try (Stream<Path> files = Files.walk(target)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), UTF_8)).doesNotContain("words", "articles");
            }
        }
    }

    @Test
    void aDamagedByteIsNoticed() throws IOException {
        submit(0, 10);
        String hash = keep("a picture");
        backUp(site);
        Path picture = target.resolve("files/" + hash.substring(0, 2) + "/" + hash);
        Files.writeString(picture, "a pic7ure");
        assertThatThrownBy(() -> recovered(Long.MAX_VALUE)).hasMessageContaining(hash + " in the backup is damaged");
        Files.writeString(picture, "a picture");
        Path records;
        try (Stream<Path> files = Files.list(target.resolve("log/articles"))) {
            records = files.findFirst().orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(records);
        bytes[4] ^= 1; // the time in the header of gzip, which nobody else would notice
        Files.write(records, bytes);
        assertThatThrownBy(() -> recovered(Long.MAX_VALUE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is damaged");
    }

    @Test
    void anotherLogIsRefused() throws IOException {
        submit(0, 3);
        backUp(site);
        Place other = place("other");
        create(other);
        assertThatThrownBy(() -> backUp(other))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("of another log");
        assertThatThrownBy(() -> new Recovery(open(null), manifest(), Long.MAX_VALUE).topics(site, kafka, SILENT))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("There are records in the topic");
    }

    @Test
    void aLogThatLacksARecordIsRefused() throws Exception {
        submit(0, 10);
        try (Admin admin = Admin.create(kafka.common())) {
            admin.deleteRecords(
                            Map.of(new TopicPartition(site.topic(Role.ARTICLES), 0), RecordsToDelete.beforeOffset(4)))
                    .all()
                    .get();
        }
        assertThatThrownBy(() -> backUp(site))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("has no record at offset 0");
        assertThat(target.resolve("manifest")).doesNotExist();
    }

    private Place place(String name) {
        String site = name + SITES.incrementAndGet();
        Path data = folder.resolve(site);
        try {
            Files.createDirectories(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Place(
                data,
                new FilesInFolder(data.resolve("files")),
                data,
                new TopicSettings(
                        site + Topics.ARTICLES,
                        site + Topics.ARTICLE_EVENTS,
                        site + Topics.PUBLICATIONS,
                        site + Topics.SUBSCRIPTIONS,
                        site + Topics.DELIVERY_PROGRESS,
                        site + Topics.OPERATIONS,
                        1));
    }

    private static void create(Place place) {
        for (Role role : List.of(Role.ARTICLES, Role.ARTICLE_EVENTS, Role.PUBLICATIONS)) {
            TopicSetup.createOrVerify(kafka, place.topic(role), 1);
        }
    }

    /** Submissions with their events and publications; a few offsets have no key. */
    private void submit(int first, int count) {
        for (int i = first; i < first + count; i++) {
            for (Role role : List.of(Role.ARTICLES, Role.ARTICLE_EVENTS, Role.PUBLICATIONS)) {
                ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                        site.topic(role),
                        0,
                        1000L + i,
                        i % 3 == 1 ? null : ("article" + i).getBytes(UTF_8),
                        ("text " + i).getBytes(UTF_8));
                record.headers().add("h", ("v" + i).getBytes(UTF_8)).add(Headers.ID, ("" + i).getBytes(UTF_8));
                producer.send(record);
            }
        }
        producer.flush();
    }

    private static void put(Place place, Role role, int partition, String key, @Nullable String value) {
        producer.send(new ProducerRecord<>(
                place.topic(role), partition, key.getBytes(UTF_8), value == null ? null : value.getBytes(UTF_8)));
        producer.flush();
    }

    private String keep(String content) throws IOException {
        String hash = HexFormat.of().formatHex(Vault.sha256().digest(content.getBytes(UTF_8)));
        Path file = site.data().resolve("files/" + hash.substring(0, 2) + "/" + hash);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        return hash;
    }

    private Backup.Summary backUp(Place place) throws IOException {
        return backUp(place, null, SILENT);
    }

    private Backup.Summary backUp(Place place, @Nullable Sealing sealing, Backup.Progress progress) throws IOException {
        try (Vault vault = Vault.toWrite(target, sealing)) {
            return new Backup(place, kafka, vault, Clock.systemUTC(), progress).run();
        }
    }

    private Vault open(@Nullable Sealing sealing) throws IOException {
        return Vault.toRead(target, sealing);
    }

    private Manifest manifest() throws IOException {
        return open(null).manifest().orElseThrow();
    }

    private Place recovered(long at) throws IOException {
        return recovered(null, at);
    }

    private Place recovered(@Nullable Sealing sealing, long at) throws IOException {
        Place copy = place("copy");
        try (Vault vault = open(sealing)) {
            Recovery recovery = new Recovery(vault, vault.manifest().orElseThrow(), at);
            recovery.keys(copy);
            recovery.files(copy.files(), SILENT);
            recovery.topics(copy, kafka, SILENT);
        }
        return copy;
    }

    private static List<String> all(Place place, Role role) throws IOException {
        List<String> records = new ArrayList<>();
        try (TopicReader reader = new TopicReader(kafka)) {
            String topic = place.topic(role);
            reader.log(
                    topic,
                    0,
                    reader.end(topic, 0),
                    record -> records.add("offset " + record.offset()
                            + " timestamp " + record.timestamp() + " key " + text(record.key()) + " value "
                            + text(record.value())
                            + record.headers().stream()
                                    .map(it -> " " + it.key() + "=" + text(it.value()))
                                    .toList()));
        }
        return records;
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(bytes, UTF_8);
    }
}
