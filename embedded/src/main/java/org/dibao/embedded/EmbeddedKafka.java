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
import java.util.concurrent.CompletableFuture;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.KafkaRaftServer$;
import kafka.server.Server$;
import kafka.server.SharedServer;
import kafka.server.StandardFaultHandlerFactory;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.raft.QuorumConfig;
import org.apache.kafka.server.common.EligibleLeaderReplicasVersion;
import org.apache.kafka.server.common.MetadataVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A single-node Kafka broker inside this JVM: Kafka's own server in KRaft mode, broker and controller combined.
 *
 * <p>It listens on 127.0.0.1 only. Everything is kept in the data folder, which is formatted at the first start and can
 * be used by only one running broker. An acknowledged record survives any end of the process; it is flushed to disk
 * when the operating system decides, which is Kafka's default. Topics are never created by accident: auto-creation is
 * off.
 */
public final class EmbeddedKafka implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedKafka.class);

    /** The largest record batch the broker takes, in bytes: 9 MiB, room for a dead letter of the largest record. */
    public static final int MAX_MESSAGE_BYTES = 9 * 1024 * 1024;

    private static final int NODE = 1;

    private final ControllerServer controller;
    private final BrokerServer broker;
    private final int port;

    private EmbeddedKafka(ControllerServer controller, BrokerServer broker, int port) {
        this.controller = controller;
        this.broker = broker;
        this.port = port;
    }

    /**
     * Starts the broker and returns when it accepts requests.
     *
     * @param dataDir the broker's folder; made if absent
     * @param port the port on 127.0.0.1, or 0 for any free one
     * @throws PortTaken when another process listens on the port
     * @throws IllegalStateException when the broker cannot start, with the reason
     */
    public static EmbeddedKafka start(Path dataDir, int port) {
        try (BoundSockets sockets = new BoundSockets()) {
            int brokerPort = bind(sockets, port);
            int controllerPort = bind(sockets, 0);
            format(dataDir);
            return start(new KafkaConfig(settings(dataDir, brokerPort, controllerPort), false), sockets, brokerPort);
        } catch (PortTaken e) {
            throw e;
        } catch (RuntimeException e) {
            throw new IllegalStateException(
                    "The Kafka broker could not start in " + dataDir + ": " + rootMessage(e), e);
        }
    }

    private static int bind(BoundSockets sockets, int port) {
        try {
            return sockets.bind(port);
        } catch (IOException e) {
            throw new PortTaken("Kafka broker", port, e);
        }
    }

    /** What {@code KafkaRaftServer} does, but with sockets that are already bound. */
    private static EmbeddedKafka start(KafkaConfig config, BoundSockets sockets, int port) {
        var logDirs = KafkaRaftServer.initializeLogDirs(config, log, "");
        MetaPropertiesEnsemble meta = logDirs._1();
        var metrics = Server$.MODULE$.initializeMetrics(
                config, Time.SYSTEM, meta.clusterId().orElseThrow());
        var shared = new SharedServer(
                config,
                meta,
                Time.SYSTEM,
                metrics,
                CompletableFuture.completedFuture(
                        QuorumConfig.parseVoterConnections(config.quorumConfig().voters())),
                QuorumConfig.parseBootstrapServers(config.quorumConfig().bootstrapServers()),
                new StandardFaultHandlerFactory(),
                sockets);
        var controller = new ControllerServer(shared, KafkaRaftServer$.MODULE$.configSchema(), logDirs._2());
        var broker = new BrokerServer(shared);
        try {
            controller.startup();
            broker.startup();
            return new EmbeddedKafka(controller, broker, port);
        } catch (RuntimeException e) {
            broker.shutdown();
            controller.shutdown();
            throw e;
        }
    }

    /** Where clients find the broker: {@code 127.0.0.1:<port>}. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** Shuts the broker down cleanly: everything is flushed, so the next start has nothing to recover. */
    @Override
    public void close() {
        broker.shutdown();
        controller.shutdown();
        broker.awaitShutdown();
        controller.awaitShutdown();
    }

    private static void format(Path dataDir) {
        try {
            Files.createDirectories(dataDir);
            // The formatter writes this last: without it, an earlier run did not finish and is repeated.
            if (Files.exists(dataDir.resolve("meta.properties"))) {
                return;
            }
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setNodeId(NODE)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                    // With a single replica no other is eligible: the last in-sync one remains the leader after a
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
        // After kill -9 the broker re-reads each active segment before it serves: small segments make for a quick
        // start.
        s.put("log.segment.bytes", Integer.toString(64 * 1024 * 1024));

        // One node: internal topics have one replica, and few partitions open quickly.
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
            // After a crash the controller waits until the broker's previous session has expired: 9 s by default. In
            // normal operation it must not be this short, or a busy machine would declare its broker dead.
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
        // By default the controller writes a no-op record every half second.
        s.put("metadata.max.idle.interval.ms", "0");
        return s;
    }

    /** Whether the folder is new or contains the marker of a clean shutdown. */
    private static boolean endedInOrder(Path dataDir) {
        return Files.exists(dataDir.resolve(".kafka_cleanshutdown"))
                || !Files.exists(dataDir.resolve("__cluster_metadata-0"));
    }

    private static String rootMessage(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }
}
