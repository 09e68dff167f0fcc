package org.dibao.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The options that an instance was started with, in {@code options.json} in its data folder. They stay there when it ends, so that a
 * restart has them, and so that other commands know where it would be. Only those that were given: others have their defaults.
 *
 * @param port the site's port
 * @param kafkaPort the broker's port
 * @param managementPort the first management port
 * @param settings the services' settings by name, in the order given; there may be secrets among them
 */
public record GivenOptions(
        @Nullable Integer port,
        @Nullable Integer kafkaPort,
        @Nullable Integer managementPort,
        Map<String, String> settings) {

    /** The site's port unless another is given. */
    public static final int DEFAULT_PORT = 8080;
    /** The broker's port unless another is given. */
    public static final int DEFAULT_KAFKA_PORT = 9094;

    private static final GivenOptions NONE = new GivenOptions(null, null, null, Map.of());
    private static final JsonMapper JSON = JsonMapper.builder().build();

    public GivenOptions {
        settings = settings == null ? Map.of() : new LinkedHashMap<>(settings);
    }

    /** Those of the last start on a data folder; none if there was none or they cannot be read. */
    public static GivenOptions read(Path data) {
        try {
            return JSON.readValue(Files.readString(in(data)), GivenOptions.class);
        } catch (IOException | JacksonException e) {
            return NONE;
        }
    }

    /** Writes the file atomically; only its owner can read it. */
    public void write(Path data) {
        try {
            Path part = data.resolve("options.json.part");
            Files.deleteIfExists(part);
            try (var file = Files.newByteChannel(
                    part,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
                file.write(ByteBuffer.wrap(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this)));
            }
            Files.move(part, in(data), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** These, and the former ones where none of these is given. */
    public GivenOptions over(GivenOptions former) {
        Map<String, String> all = new LinkedHashMap<>(former.settings);
        all.putAll(settings);
        return new GivenOptions(
                port != null ? port : former.port,
                kafkaPort != null ? kafkaPort : former.kafkaPort,
                managementPort != null ? managementPort : former.managementPort,
                all);
    }

    /** The arguments that give the same options. */
    public List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        add(arguments, "--port", port);
        add(arguments, "--kafka-port", kafkaPort);
        add(arguments, "--management-port", managementPort);
        settings.forEach((name, value) -> arguments.addAll(List.of("--set", name + "=" + value)));
        return arguments;
    }

    public int portOrDefault() {
        return port != null ? port : DEFAULT_PORT;
    }

    public int kafkaPortOrDefault() {
        return kafkaPort != null ? kafkaPort : DEFAULT_KAFKA_PORT;
    }

    /** Where the site would be on this machine; at the default port if it takes any free one. */
    String url() {
        String address = settings.getOrDefault("dibao.gateway.address", "0.0.0.0");
        String host = Set.of("0.0.0.0", "::").contains(address) ? "127.0.0.1" : address;
        int sitePort = portOrDefault() == 0 ? DEFAULT_PORT : portOrDefault();
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + sitePort;
    }

    private static Path in(Path data) {
        return data.resolve("options.json");
    }

    private static void add(List<String> arguments, String option, @Nullable Integer port) {
        if (port != null) {
            arguments.addAll(List.of(option, String.valueOf(port)));
        }
    }
}
