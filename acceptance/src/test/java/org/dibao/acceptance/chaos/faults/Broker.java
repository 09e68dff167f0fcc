package org.dibao.acceptance.chaos.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The settings of a broker as in compose, with a listener for each of its clients: each reaches it by a wire of its own. */
final class Broker {
    private final Map<String, Integer> listeners = new LinkedHashMap<>();
    private final Map<String, Integer> advertised = new LinkedHashMap<>();
    private final Map<String, Wire> wires = new LinkedHashMap<>();
    private final int outside = Jvm.freePort();
    private final Path folder;

    Broker(Path folder, List<String> clients) {
        this.folder = folder;
        for (String client : clients) {
            int port = Jvm.freePort();
            Wire wire = new Wire(port);
            listeners.put(client, port);
            advertised.put(client, wire.port());
            wires.put(client, wire);
        }
        listeners.put("outside", outside);
        advertised.put("outside", outside);
    }

    /** Where those find it who have no wire. */
    int port() {
        return outside;
    }

    /** By the names of its clients. */
    Map<String, Wire> wires() {
        return wires;
    }

    /** Writes the settings, and gives the file. */
    Path configured(Path data) {
        int controller = Jvm.freePort();
        List<String> lines = new ArrayList<>(List.of(
                "process.roles=broker,controller",
                "node.id=1",
                "controller.quorum.voters=1@127.0.0.1:" + controller,
                "listeners=" + addresses(listeners) + ",CONTROLLER://127.0.0.1:" + controller,
                "advertised.listeners=" + addresses(advertised),
                "listener.security.protocol.map=" + protocols() + ",CONTROLLER:PLAINTEXT",
                "controller.listener.names=CONTROLLER",
                "inter.broker.listener.name=OUTSIDE",
                "log.dirs=" + data,
                "auto.create.topics.enable=false",
                "message.max.bytes=9437184",
                "offsets.topic.replication.factor=1",
                "offsets.topic.num.partitions=4",
                "transaction.state.log.replication.factor=1",
                "transaction.state.log.min.isr=1",
                "transaction.state.log.num.partitions=1",
                "share.coordinator.state.topic.replication.factor=1",
                "share.coordinator.state.topic.min.isr=1",
                "group.initial.rebalance.delay.ms=0",
                "log.flush.interval.messages=1",
                "num.network.threads=2",
                "num.io.threads=4",
                "log.cleaner.dedupe.buffer.size=4194304"));
        try {
            return Files.write(folder.resolve("kafka.properties"), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String addresses(Map<String, Integer> ports) {
        return ports.entrySet().stream()
                .map(one -> listener(one.getKey()) + "://127.0.0.1:" + one.getValue())
                .collect(Collectors.joining(","));
    }

    private String protocols() {
        return listeners.keySet().stream()
                .map(name -> listener(name) + ":PLAINTEXT")
                .collect(Collectors.joining(","));
    }

    private static String listener(String client) {
        return client.toUpperCase(java.util.Locale.ROOT).replace("-", "");
    }
}
