package org.dibao.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.dibao.backup.Manifest.Kept;
import org.dibao.backup.Manifest.Records;
import org.dibao.backup.Manifest.Role;
import org.dibao.backup.Manifest.Topic;
import org.dibao.cli.CommandFailed;
import org.dibao.cli.Dibao;
import org.dibao.cli.Exit;
import org.dibao.eventlog.KafkaSettings;
import org.dibao.eventlog.LogIdentity;

/**
 * One run of a backup: adds what is new to the last one, while the site runs.
 *
 * <p>The ends of the topics are looked at in the order against the flow, so that no event is in the backup without its submission, and no
 * progress without the publications that it is about. The files come after the log, so that whatever a record names is there.
 */
final class Backup {
    /** Against the flow: what is made of something before that of which it is made. */
    private static final List<Role> AGAINST_THE_FLOW = List.of(
            Role.OPERATIONS,
            Role.PUBLICATIONS,
            Role.ARTICLE_EVENTS_DEAD_LETTERS,
            Role.ARTICLE_EVENTS,
            Role.ARTICLES_DEAD_LETTERS,
            Role.ARTICLES);

    /** Of the records in one file, before they are compressed. */
    private static final long MOST_BYTES = 64L * 1024 * 1024;

    /** Is told how far it has got. */
    interface Progress {
        /** @param done of what is counted: records, then files */
        void at(String what, long done);
    }

    /**
     * What a run has done.
     *
     * @param records that were new
     * @param files   that were new
     */
    record Summary(Manifest manifest, long records, long files) {}

    private final Place place;
    private final KafkaSettings kafka;
    private final Vault vault;
    private final Clock clock;
    private final Progress progress;
    /** Names this run. */
    private final String run;

    private long newRecords;
    private long newFiles;

    Backup(Place place, KafkaSettings kafka, Vault vault, Clock clock, Progress progress) {
        this.place = place;
        this.kafka = kafka;
        this.vault = vault;
        this.clock = clock;
        this.progress = progress;
        this.run = Long.toString(clock.millis());
    }

    /** @throws CommandFailed if what is there is not a site's log, or not the one that the last backup is of */
    Summary run() throws IOException {
        Manifest last = vault.manifest().orElse(null);
        LogIdentity log;
        List<Topic> topics = new ArrayList<>();
        try (TopicReader reader = new TopicReader(kafka)) {
            log = identity(reader);
            if (last != null && !last.log().id().equals(log.id())) {
                throw new CommandFailed(
                        Exit.REFUSED,
                        "The backup is of another log (" + last.log().id() + ") than this one (" + log.id()
                                + "), which was begun anew, restored, or written again by \"dibao erase\". Give another"
                                + " folder. Keep this one as long as you may need it; after an erasure remove it, since it has"
                                + " what was erased.");
            }
            for (Role role : List.of(Role.DELIVERY_PROGRESS, Role.SUBSCRIPTIONS)) {
                if (reader.has(place.topic(role))) {
                    topics.add(latest(reader, role));
                }
            }
            Map<Role, Long> ends = new EnumMap<>(Role.class);
            for (Role role : AGAINST_THE_FLOW) {
                if (reader.has(place.topic(role))) {
                    ends.put(role, reader.end(place.topic(role), 0));
                }
            }
            for (Map.Entry<Role, Long> end : ends.entrySet()) {
                Topic before = last == null ? null : last.topic(end.getKey()).orElse(null);
                topics.add(appended(
                        reader, before == null ? new Topic(end.getKey(), 1, 0, List.of()) : before, end.getValue()));
            }
        }
        Manifest manifest =
                new Manifest(Manifest.FORMAT, Dibao.version(), clock.instant(), log, topics, keys(), files());
        vault.complete(manifest);
        tidy(manifest);
        return new Summary(manifest, newRecords, newFiles);
    }

    private LogIdentity identity(TopicReader reader) {
        if (!reader.has(place.topics().articles())) {
            throw new CommandFailed(
                    Exit.REFUSED,
                    "There is no topic " + place.topics().articles() + " at " + kafka.bootstrapServers()
                            + ": start Dibao there, or give the address of its Kafka with --kafka.");
        }
        return LogIdentity.of(kafka, place.topics());
    }

    /** What is compacted is written whole each time, under a name of its own: the last backup keeps its own. */
    private Topic latest(TopicReader reader, Role role) throws IOException {
        String topic = place.topic(role);
        int partitions = reader.partitions(topic);
        List<Records> all = new ArrayList<>();
        long count = 0;
        for (int partition = 0; partition < partitions; partition++) {
            List<LoggedRecord> records = reader.latest(topic, partition);
            if (!records.isEmpty()) {
                long first = records.getFirst().offset();
                long end = records.getLast().offset() + 1;
                String name = "log/%s/%s/%d.records.gz".formatted(folder(role), run, partition);
                Kept kept = vault.write(
                        name,
                        out -> Segment.write(out, each -> {
                            for (LoggedRecord record : records) {
                                each.on(record);
                            }
                        }));
                all.add(new Records(partition, first, end, kept));
                count += records.size();
            }
        }
        return new Topic(role, partitions, count, all);
    }

    private Topic appended(TopicReader reader, Topic before, long end) throws IOException {
        String topic = place.topic(before.role());
        if (end < before.end()) {
            throw new CommandFailed(
                    Exit.REFUSED,
                    "The topic " + topic + " ends at offset " + end + ", and the last backup has it up to "
                            + before.end() + ": it has lost records. The last backup is as it was; recover it.");
        }
        List<Records> records = new ArrayList<>(before.records());
        for (long next = before.end(); next < end; next = records.getLast().end()) {
            records.add(run(reader, before.role(), next, end));
        }
        return new Topic(before.role(), 1, end, records);
    }

    /** As many records as one file takes; its name has their first offset and where the topic ended. */
    private Records run(TopicReader reader, Role role, long first, long end) throws IOException {
        long[] size = {0};
        long[] next = {first};
        Kept kept = vault.write(
                file(role, 0, first, end),
                out -> Segment.write(out, each -> {
                    try {
                        reader.log(place.topic(role), first, end, record -> {
                            if (size[0] >= MOST_BYTES) {
                                throw new Full();
                            }
                            each.on(record);
                            size[0] += record.size();
                            next[0]++;
                            progress.at("records", ++newRecords);
                        });
                    } catch (Full full) {
                        // The others go into the next one.
                    }
                }));
        return new Records(0, first, next[0], kept);
    }

    private static final class Full extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private static String file(Role role, int partition, long first, long end) {
        return "log/%s/%d-%020d-%020d.records.gz".formatted(folder(role), partition, first, end);
    }

    private static String folder(Role role) {
        return role.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private List<Kept> keys() throws IOException {
        List<Kept> keys = new ArrayList<>();
        for (Path key : place.keys()) {
            keys.add(vault.write("keys/" + run + "/" + key.getFileName(), out -> Files.copy(key, out)));
        }
        return keys;
    }

    private Manifest.Files files() throws IOException {
        SiteFiles files = place.files();
        Map<String, Long> there = new TreeMap<>();
        if (files != null) {
            Map<String, Long> kept = vault.sizes("files");
            files.each((hash, content) -> {
                String name = "files/" + hash.substring(0, 2) + "/" + hash;
                Long bytes = kept.get(name);
                if (bytes == null) {
                    bytes = vault.write(name, content).bytes();
                    progress.at("files", ++newFiles);
                }
                there.put(name, bytes);
            });
        }
        return new Manifest.Files(
                there.size(), there.values().stream().mapToLong(n -> n).sum());
    }

    private void tidy(Manifest manifest) throws IOException {
        Set<String> named = new HashSet<>();
        manifest.keys().forEach(kept -> named.add(kept.name()));
        manifest.topics()
                .forEach(topic -> topic.records()
                        .forEach(records -> named.add(records.kept().name())));
        vault.keepOnly("log", named::contains);
        vault.keepOnly("keys", named::contains);
    }
}
