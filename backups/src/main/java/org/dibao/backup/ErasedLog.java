package org.dibao.backup;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.dibao.backup.Manifest.Records;
import org.dibao.backup.Manifest.Role;
import org.dibao.cli.CommandFailed;
import org.dibao.cli.Exit;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.Position;
import org.dibao.contract.json.Json;
import org.dibao.contract.wire.EventMessage;
import org.dibao.embedded.EmbeddedKafka;
import org.dibao.eventlog.KafkaSettings;
import org.dibao.eventlog.TopicWriter;

/**
 * Writes the log of a data folder anew without what an article says, at the same offsets, and puts it in the place of the old one.
 *
 * <p>All of it is made in the folder {@code erasing}. When the log is complete there, a file says so, with the line for the audit; from
 * then on the rest is done by whoever uses the folder next, and each of its steps may be repeated. Until then, nothing has happened.
 */
public final class ErasedLog {
    private static final String WORK = "erasing";
    /** The file that has what was erased, when and why, a line of JSON each. */
    public static final String AUDIT = "erased.ndjson";

    private final Path data;
    private final Path work;
    private final Path complete;

    /** @param data the folder of an instance that does not run, and that nobody else starts meanwhile */
    public ErasedLog(Path data) {
        this.data = data;
        this.work = data.resolve(WORK);
        this.complete = work.resolve("complete");
    }

    /**
     * Erases an article, and says so in the log: everybody who subscribed to it is told, by the next start.
     *
     * @return how many records were changed; empty if it had been erased before, and nothing was changed
     * @throws CommandFailed if there is no such article, or it is not withdrawn
     */
    public OptionalLong erase(String id, String reason, Clock clock) throws IOException {
        finish();
        Path none = work.resolve("none");
        Path copy = work.resolve("copy");
        Erasure erasure = new Erasure(new ArticleId(id));
        Place log = new Place(none, null, none, Place.of(data, Map.of()).topics());
        Manifest manifest;
        try (EmbeddedKafka kafka = EmbeddedKafka.start(data.resolve("kafka"), 0);
                Vault vault = Vault.toWrite(copy, null)) {
            manifest = new Backup(log, new KafkaSettings(kafka.bootstrapServers()), vault, clock, (_, _) -> {})
                    .run()
                    .manifest();
        }
        Position position;
        try (EmbeddedKafka kafka = EmbeddedKafka.start(work.resolve("kafka"), 0);
                Vault vault = Vault.toRead(copy, null)) {
            for (Records events :
                    manifest.topic(Role.ARTICLE_EVENTS).orElseThrow().records()) {
                vault.read(events.kept(), in -> Segment.read(in, erasure::learn));
            }
            KafkaSettings made = new KafkaSettings(kafka.bootstrapServers());
            var _ = new Recovery(vault, manifest, Long.MAX_VALUE)
                    .with(erasure::apply)
                    .topics(log, made, (_, _) -> {});
            position = erasure.refusal() == null && !erasure.isErased()
                    ? append(made, log.topics().articles(), erasure.record(clock.instant()))
                    : Position.NONE;
        }
        if (position.equals(Position.NONE)) {
            delete(work);
            if (erasure.isErased()) {
                return OptionalLong.empty();
            }
            throw new CommandFailed(Exit.REFUSED, erasure.refusal() + " Nothing was changed.");
        }
        delete(copy);
        Map<String, Object> audit = new LinkedHashMap<>();
        audit.put("at", clock.instant().toString());
        audit.put("article", id);
        audit.put("reason", reason);
        audit.put("position", position.value());
        audit.put("records", erasure.erased());
        write(complete, Json.text(audit) + "\n");
        finish();
        return OptionalLong.of(erasure.erased());
    }

    private static Position append(KafkaSettings kafka, String topic, EventMessage record) throws IOException {
        try (TopicWriter writer = new TopicWriter(kafka, topic)) {
            return writer.append(record).join();
        } catch (CompletionException e) {
            throw new IOException("the log does not take the record that says so: " + e.getMessage(), e);
        }
    }

    /** Ends what is complete, and forgets what is not. */
    public void finish() throws IOException {
        if (!Files.exists(complete)) {
            delete(work);
            return;
        }
        Path made = work.resolve("kafka");
        Path kafka = data.resolve("kafka");
        if (Files.exists(made)) {
            if (Files.exists(kafka)) {
                Files.move(kafka, work.resolve("before"), StandardCopyOption.ATOMIC_MOVE);
            }
            Files.move(made, kafka, StandardCopyOption.ATOMIC_MOVE);
        }
        try (Stream<Path> entries = Files.list(data)) {
            for (Path derived : entries.filter(ErasedLog::isDerived).toList()) {
                delete(derived);
            }
        }
        String line = Files.readString(complete);
        Path audit = data.resolve(AUDIT);
        String before = Files.exists(audit) ? Files.readString(audit) : "";
        if (!before.contains(line)) {
            write(audit, before + line);
        }
        delete(work.resolve("before"));
        Files.delete(complete); // last: until then, all of it may be repeated
        delete(work);
    }

    /** What has the text, and is made anew of the log: databases, also those that were put aside, and the search index. */
    private static boolean isDerived(Path entry) {
        String name = String.valueOf(entry.getFileName());
        return name.equals("search") || name.equals("mongo") || name.startsWith("mongo.old-");
    }

    private static void write(Path file, String text) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (FileChannel channel = FileChannel.open(
                part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            var _ = channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
