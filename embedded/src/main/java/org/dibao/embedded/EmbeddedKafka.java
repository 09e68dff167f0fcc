package org.dibao.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.EligibleLeaderReplicasVersion;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka broker of one node inside this JVM: Kafka's own server in KRaft mode, broker and controller in one.
 *
 * <p>It listens on 127.0.0.1 only. Everything is kept in the data folder, which is formatted at the first start
 * and belongs to one running broker at a time. A record that was acknowledged survives the end of the process,
 * however it ends; it is flushed to the disk when the operating system sees fit, as is Kafka's default.
 * Topics are never created by accident: auto-creation is off.
 */
public final class EmbeddedKafka implements AutoCloseable {
    /** The largest record batch the broker takes, in bytes: 9 MiB, room for a dead letter of the largest record. */
    public static final int MAX_MESSAGE_BYTES = 9 * 1024 * 1024;

    private static final int NODE = 1;
    private static final int ATTEMPTS = 3;

    private final KafkaRaftServer server;
    private final int port;

    private EmbeddedKafka(KafkaRaftServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /**
     * Starts the broker and returns when it takes requests.
     *
     * @param dataDir the broker's folder; made if absent
     * @param port the port on 127.0.0.1, or 0 for any free one
     * @throws IllegalStateException when the broker cannot start, with the reason
     */
    public static EmbeddedKafka start(Path dataDir, int port) {
        RuntimeException last = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            var free = Ports.free(2);
            int brokerPort = port == 0 ? free.get(0) : port;
            try {
                return start(dataDir, brokerPort, free.get(1));
            } catch (RuntimeException e) {
                last = e;
                // Somebody else took a port between our looking and our binding: look again.
                if (Ports.isFree(free.get(1)) && Ports.isFree(brokerPort)) {
                    break;
                }
            }
        }
        throw new IllegalStateException(
                "The Kafka broker could not start in " + dataDir + " on port " + port + ": " + rootMessage(last), last);
    }

    private static EmbeddedKafka start(Path dataDir, int port, int controllerPort) {
        format(dataDir);
        KafkaRaftServer server =
                new KafkaRaftServer(new KafkaConfig(settings(dataDir, port, controllerPort), false), Time.SYSTEM);
        try {
            server.startup();
        } catch (RuntimeException e) {
            server.shutdown();
            throw e;
        }
        return new EmbeddedKafka(server, port);
    }

    /** Where clients find the broker: {@code 127.0.0.1:<port>}. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** Ends the broker in order: what it holds is flushed, so that the next start has nothing to recover. */
    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static void format(Path dataDir) {
        try {
            Files.createDirectories(dataDir);
            // Written last by the formatter: without it an earlier formatting did not end, and is done again.
            if (Files.exists(dataDir.resolve("meta.properties"))) {
                return;
            }
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setNodeId(NODE)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                    // With one replica there is no other to be eligible: the last in-sync one stays the leader after a
                    // crash.
                    .setFeatureLevel(EligibleLeaderReplicasVersion.FEATURE_NAME, (short) 0)
                    .setControllerListenerName("CONTROLLER")
                    .addDirectory(dataDir.toString())
                    .setMetadataLogDirectory(dataDir.toString())
                    .run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException(
                    "The folder " + dataDir + " could not be formatted for Kafka: " + e.getMessage(), e);
        }
    }

    private static Map<String, String> settings(Path dataDir, int port, int controllerPort) {
        Map<String, String> s = new HashMap<>();
        s.put("process.roles", "broker,controller");
        s.put("node.id", Integer.toString(NODE));
        s.put("controller.quorum.voters", NODE + "@127.0.0.1:" + controllerPort);
        s.put("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        s.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        s.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        s.put("controller.listener.names", "CONTROLLER");
        s.put("inter.broker.listener.name", "PLAINTEXT");
        s.put("log.dirs", dataDir.toString());
        s.put("auto.create.topics.enable", "false");
        s.put("message.max.bytes", Integer.toString(MAX_MESSAGE_BYTES));
        s.put("replica.fetch.max.bytes", Integer.toString(MAX_MESSAGE_BYTES));
        // After kill -9 the broker reads each active segment again before it serves: small segments, quick start.
        s.put("log.segment.bytes", Integer.toString(64 * 1024 * 1024));

        // One node: every internal topic has one replica, and few partitions open quickly.
        s.put("default.replication.factor", "1");
        s.put("min.insync.replicas", "1");
        s.put("offsets.topic.replication.factor", "1");
        s.put("offsets.topic.num.partitions", "4");
        s.put("transaction.state.log.replication.factor", "1");
        s.put("transaction.state.log.min.isr", "1");
        s.put("transaction.state.log.num.partitions", "1");
        s.put("share.coordinator.state.topic.replication.factor", "1");
        s.put("share.coordinator.state.topic.min.isr", "1");
        s.put("share.coordinator.state.topic.num.partitions", "1");
        s.put("group.initial.rebalance.delay.ms", "0");
        if (!endedInOrder(dataDir)) {
            // After a crash the controller waits until the session of the broker's earlier life is over: 9 s by
            // default.
            // Not always this short: a machine that is busy for so long would take the broker for dead.
            s.put("broker.session.timeout.ms", "1500");
            s.put("broker.heartbeat.interval.ms", "300");
        }

        // Threads and buffers for one machine instead of a server room.
        s.put("num.network.threads", "2");
        s.put("num.io.threads", "4");
        s.put("background.threads", "2");
        s.put("num.replica.fetchers", "1");
        s.put("group.coordinator.threads", "1");
        s.put("log.cleaner.threads", "1");
        s.put("log.cleaner.dedupe.buffer.size", Integer.toString(4 * 1024 * 1024));
        // The controller would write a record every half second only to show that time passes.
        s.put("metadata.max.idle.interval.ms", "0");
        return s;
    }

    /** Whether the folder is new, or holds the mark that the broker leaves when it ends in order. */
    private static boolean endedInOrder(Path dataDir) {
        return Files.exists(dataDir.resolve(".kafka_cleanshutdown"))
                || !Files.exists(dataDir.resolve("__cluster_metadata-0"));
    }

    private static String rootMessage(@Nullable Throwable e) {
        Throwable root = e;
        while (root != null && root.getCause() != null) {
            root = root.getCause();
        }
        return root == null ? "unknown" : String.valueOf(root.getMessage());
    }
}
