package org.dibao.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.dibao.backup.Manifest.Kept;
import org.dibao.backup.Manifest.Role;
import org.dibao.backup.Manifest.Topic;
import org.dibao.cli.CommandFailed;
import org.dibao.cli.Exit;
import org.dibao.contract.article.Position;
import org.dibao.contract.wire.Headers;
import org.dibao.eventlog.KafkaSettings;
import org.dibao.eventlog.LogIdentity;

/**
 * Makes a site of a backup: keys, files, and the topics. What is derived from these is made by the services when they start.
 *
 * <p>The log gets an identity of its own, and the one that it had is named as its ancestor up to its last position: cursors up to there are
 * good, and later ones are refused instead of being taken for something else.
 */
final class Recovery {
    private final Vault vault;
    private final Manifest manifest;
    private final long last;
    private BiFunction<Role, LoggedRecord, LoggedRecord> change = (_, record) -> record;

    /**
     * @param at the last position that is wanted; {@link Long#MAX_VALUE} for all
     * @throws CommandFailed if the backup has no such position
     */
    Recovery(Vault vault, Manifest manifest, long at) {
        this.vault = vault;
        this.manifest = manifest;
        this.last = Math.min(at, manifest.end() - 1);
        if (at < 0) {
            throw new CommandFailed(Exit.USAGE, "--at must not be less than 0, the first position.");
        }
        if (at != Long.MAX_VALUE && at > last) {
            throw new CommandFailed(
                    Exit.USAGE, "The backup ends at position " + last + ": --at must not be more than that.");
        }
    }

    /** Records are changed on the way, each by itself. */
    Recovery with(BiFunction<Role, LoggedRecord, LoggedRecord> each) {
        this.change = each;
        return this;
    }

    /** The last position that the site will have. */
    long last() {
        return last;
    }

    /** Puts keys and settings where they belong; only their owner can read them. */
    void keys(Place place) throws IOException {
        for (Kept kept : manifest.keys()) {
            String name = kept.name().substring(kept.name().lastIndexOf('/') + 1);
            Path to = place.key(name);
            vault.read(kept, in -> PrivateFile.write(to, out -> in.transferTo(out)));
        }
    }

    /**
     * Puts the files back, each with the bytes that its name tells.
     *
     * @return how many
     */
    long files(SiteFiles files, Backup.Progress progress) throws IOException {
        Set<String> names = vault.sizes("files").keySet();
        if (names.size() < manifest.files().count()) {
            throw new IOException("the backup has " + names.size() + " files and should have "
                    + manifest.files().count());
        }
        long done = 0;
        for (String name : names) {
            String hash = name.substring(name.lastIndexOf('/') + 1);
            files.put(hash, out -> copy(name, hash, out));
            progress.at("files", ++done);
        }
        return done;
    }

    private void copy(String name, String hash, OutputStream out) throws IOException {
        MessageDigest digest = Vault.sha256();
        try (InputStream in = vault.open(name)) {
            in.transferTo(new DigestOutputStream(out, digest));
        }
        if (!HexFormat.of().formatHex(digest.digest()).equals(hash)) {
            throw new IOException(name + " in the backup is damaged: its bytes are not those that were written");
        }
    }

    /**
     * Makes the topics, the log last.
     *
     * @return how many records each has
     * @throws CommandFailed if there are records in one of them
     */
    Map<Role, Long> topics(Place place, KafkaSettings kafka, Backup.Progress progress) throws IOException {
        requireEmpty(place, kafka);
        Map<Role, Long> restored = new EnumMap<>(Role.class);
        try (TopicRestorer restorer = new TopicRestorer(kafka, place.topics().replication(), vault)) {
            for (Role role : List.of(
                    Role.SUBSCRIPTIONS,
                    Role.DELIVERY_PROGRESS,
                    Role.OPERATIONS,
                    Role.PUBLICATIONS,
                    Role.ARTICLE_EVENTS,
                    Role.ARTICLE_EVENTS_DEAD_LETTERS,
                    Role.ARTICLES_DEAD_LETTERS,
                    Role.ARTICLES)) {
                Topic topic = manifest.topic(role).orElse(null);
                if (topic != null) {
                    long events = restored.getOrDefault(Role.ARTICLE_EVENTS, 0L);
                    restored.put(
                            role,
                            restorer.restore(
                                    place.topic(role),
                                    topic,
                                    wanted(role, events),
                                    record -> change.apply(role, record)));
                    progress.at(
                            "records",
                            restored.values().stream().mapToLong(n -> n).sum());
                }
            }
        }
        String id = LogIdentity.of(kafka, place.topics()).id();
        manifest.log().continuedBy(id, new Position(last)).keep(kafka, place.topics());
        return restored;
    }

    /**
     * Which records are about nothing beyond the last position. Offsets of what is derived may be beyond positions, never below.
     *
     * @param events how many events there are: what their dead letters are about
     */
    private Predicate<LoggedRecord> wanted(Role role, long events) {
        return switch (role) {
            case OPERATIONS, SUBSCRIPTIONS, DELIVERY_PROGRESS -> _ -> true;
            case ARTICLES -> record -> record.offset() <= last;
            case ARTICLE_EVENTS, PUBLICATIONS -> record -> number(record, Headers.ID) <= last;
            case ARTICLES_DEAD_LETTERS -> record -> number(record, Headers.DEAD_POSITION) <= last;
            case ARTICLE_EVENTS_DEAD_LETTERS -> record -> number(record, Headers.DEAD_POSITION) < events;
        };
    }

    /** A record of somebody else says nothing about positions, and stays. */
    private static long number(LoggedRecord record, String header) {
        String text = record.header(header);
        return text != null && text.matches("[0-9]{1,18}") ? Long.parseLong(text) : -1;
    }

    /** @throws CommandFailed if there are records in a topic */
    void requireEmpty(Place place, KafkaSettings kafka) {
        try (TopicReader reader = new TopicReader(kafka)) {
            for (Role role : Role.values()) {
                String topic = place.topic(role);
                if (reader.has(topic) && isFilled(reader, topic)) {
                    throw new CommandFailed(
                            Exit.REFUSED,
                            "There are records in the topic " + topic + " already, and nothing was changed: a site is"
                                    + " recovered where there is none.");
                }
            }
        }
    }

    private static boolean isFilled(TopicReader reader, String topic) {
        for (int partition = 0; partition < reader.partitions(topic); partition++) {
            if (reader.end(topic, partition) > 0) {
                return true;
            }
        }
        return false;
    }
}
