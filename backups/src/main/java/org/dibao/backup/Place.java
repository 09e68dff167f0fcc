package org.dibao.backup;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.dibao.blobs.S3Bucket;
import org.dibao.cli.GivenOptions;
import org.dibao.contract.wire.Topics;
import org.dibao.eventlog.TopicSettings;
import org.jspecify.annotations.Nullable;

/**
 * Where a site has what is backed up. A data folder has all of it; in a container, the environment names other folders. Settings are
 * those of the last start, else those of the environment.
 *
 * @param data    the data folder, with keys and settings
 * @param files   the pictures and downloads; absent if only the log matters
 * @param secrets the folder of those in {@link #SECRETS}
 * @param topics  the topics' names
 */
record Place(Path data, @Nullable SiteFiles files, Path secrets, TopicSettings topics) {
    /** Keys that the services share. */
    private static final Set<String> SECRETS = Set.of("service-secret", "delivery-key");
    /** What belongs to a running instance, and not to the site. */
    private static final List<String> OF_THE_INSTANCE = List.of("dibao.lock", "run.json", "dibao.log", "start-");

    static Place of(Path data, Map<String, String> environment) {
        Map<String, String> given = GivenOptions.read(data).settings();
        Settings settings = name -> {
            String value = given.get(name);
            return value != null ? value : environment.get(variable(name));
        };
        String secret = settings.of("dibao.service-secret-file");
        Path secretsParent = secret == null ? null : Path.of(secret).getParent();
        return new Place(
                data,
                files(settings, data),
                secretsParent == null ? data : secretsParent,
                new TopicSettings(
                        settings.or("dibao.topics.articles", Topics.ARTICLES),
                        settings.or("dibao.topics.article-events", Topics.ARTICLE_EVENTS),
                        settings.or("dibao.topics.publications", Topics.PUBLICATIONS),
                        settings.or("dibao.topics.subscriptions", Topics.SUBSCRIPTIONS),
                        settings.or("dibao.topics.delivery-progress", Topics.DELIVERY_PROGRESS),
                        settings.or("dibao.topics.operations", Topics.OPERATIONS),
                        Integer.parseInt(settings.or("dibao.topics.replication", "1"))));
    }

    private static SiteFiles files(Settings settings, Path data) {
        String bucket = settings.of("dibao.files.s3.bucket");
        if (bucket == null) {
            return new FilesInFolder(
                    Path.of(settings.or("dibao.files.dir", data.resolve("files").toString())));
        }
        String endpoint = settings.of("dibao.files.s3.endpoint");
        return new FilesInBucket(new S3Bucket(
                bucket,
                settings.or("dibao.files.s3.region", "us-east-1"),
                endpoint == null ? null : URI.create(endpoint),
                settings.or("dibao.files.s3.prefix", ""),
                Boolean.parseBoolean(settings.or("dibao.files.s3.path-style", "false"))));
    }

    private interface Settings {
        @Nullable
        String of(String name);

        default String or(String name, String otherwise) {
            String value = of(name);
            return value == null ? otherwise : value;
        }
    }

    /** A setting's name in the environment: {@code dibao.topics.article-events} is {@code DIBAO_TOPICS_ARTICLEEVENTS}. */
    private static String variable(String setting) {
        return setting.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
    }

    /** The name of a topic. */
    String topic(Manifest.Role role) {
        return switch (role) {
            case ARTICLES -> topics.articles();
            case ARTICLES_DEAD_LETTERS -> Topics.deadLettersOf(topics.articles());
            case ARTICLE_EVENTS -> topics.articleEvents();
            case ARTICLE_EVENTS_DEAD_LETTERS -> Topics.deadLettersOf(topics.articleEvents());
            case PUBLICATIONS -> topics.publications();
            case OPERATIONS -> topics.operations();
            case SUBSCRIPTIONS -> topics.subscriptions();
            case DELIVERY_PROGRESS -> topics.deliveryProgress();
        };
    }

    /** Keys and settings: what lies at the top of the data folder, and the shared secrets. */
    List<Path> keys() throws IOException {
        try (Stream<Path> own = Files.exists(data) ? Files.list(data) : Stream.empty()) {
            Stream<Path> shared =
                    secrets.equals(data) ? Stream.empty() : SECRETS.stream().map(secrets::resolve);
            return Stream.concat(own, shared)
                    .filter(Files::isRegularFile)
                    .filter(file -> {
                        String name = String.valueOf(file.getFileName());
                        return !name.endsWith(".part")
                                && OF_THE_INSTANCE.stream().noneMatch(name::startsWith);
                    })
                    .sorted()
                    .toList();
        }
    }

    /** Where a key of this name belongs. */
    Path key(String name) {
        return (SECRETS.contains(name) ? secrets : data).resolve(name);
    }
}
