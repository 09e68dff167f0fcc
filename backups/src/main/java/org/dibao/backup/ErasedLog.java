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
import java.util.Map;
import java.util.stream.Stream;
import org.dibao.backup.Manifest.Records;
import org.dibao.backup.Manifest.Role;
import org.dibao.cli.CommandFailed;
import org.dibao.cli.Exit;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.json.Json;
import org.dibao.embedded.EmbeddedKafka;
import org.dibao.eventlog.KafkaSettings;
import org.dibao.eventlog.TopicSettings;

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
     * Erases an article.
     *
     * @return how many records were changed
     * @throws CommandFailed if there is no such article, or it is not withdrawn
     */
    public long erase(String id, String reason, Clock clock) throws IOException {
        finish();
        Place place = Place.of(data, Map.of());
        Path none = work.resolve("none");
        Path copy = work.resolve("copy");
        Erasure erasure = new Erasure(new ArticleId(id));
        TopicSettings topics = place.topics();
        Place log = new Place(none, null, none, topics);
        Manifest manifest;
        try (EmbeddedKafka kafka = EmbeddedKafka.start(data.resolve("kafka"), 0);
                Vault vault = Vault.toWrite(copy, null)) {
            manifest = new Backup(log, new KafkaSettings(kafka.bootstrapServers()), vault, clock, (_, _) -> {})
                    .run()
                    .manifest();
        }
        try (EmbeddedKafka kafka = EmbeddedKafka.start(work.resolve("kafka"), 0);
                Vault vault = Vault.toRead(copy, null)) {
            for (Records events :
                    manifest.topic(Role.ARTICLE_EVENTS).orElseThrow().records()) {
                vault.read(events.kept(), in -> Segment.read(in, erasure::learn));
            }
            var _ = new Recovery(vault, manifest, Long.MAX_VALUE)
                    .with(erasure::apply)
                    .topics(log, new KafkaSettings(kafka.bootstrapServers()), (_, _) -> {});
        }
        String refusal = erasure.isUndecided()
                ? "Not everything is decided yet: start Dibao, stop it again, and then erase."
                : !erasure.isKnown()
                        ? "There is no article " + id + "."
                        : "The article " + id + " is not withdrawn: withdraw it first, with \"dibao withdraw " + id
                                + "\", so that its page is gone and every subscriber has been told.";
        if (erasure.isUndecided() || !erasure.isWithdrawn()) {
            delete(work);
            throw new CommandFailed(Exit.REFUSED, refusal + " Nothing was changed.");
        }
        delete(copy);
        write(
                complete,
                Json.text(Map.of(
                                "at",
                                clock.instant().toString(),
                                "article",
                                id,
                                "reason",
                                reason,
                                "records",
                                erasure.erased()))
                        + "\n");
        finish();
        return erasure.erased();
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
