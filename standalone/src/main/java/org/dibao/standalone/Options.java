package org.dibao.standalone;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.dibao.cli.GivenOptions;
import org.jspecify.annotations.Nullable;

/**
 * How to start everything in one JVM.
 *
 * @param data the folder for all data
 * @param port the gateway's port on 127.0.0.1; 0 for any free one
 * @param kafkaPort the broker's port on 127.0.0.1; 0 for any free one
 * @param managementPort the first of five management ports in a row (gateway, ingest, store, render, delivery); 0 for any free ones
 * @param apiKey the key required for writing; null for the one in the data folder, generated at the first start
 * @param settings settings of the services, by property name; they take precedence over standalone's own
 */
public record Options(
        Path data,
        int port,
        int kafkaPort,
        int managementPort,
        @Nullable String apiKey,
        Map<String, String> settings) {

    /** The gateway's port unless another is given. */
    public static final int DEFAULT_PORT = GivenOptions.DEFAULT_PORT;
    /** The broker's port unless another is given. */
    public static final int DEFAULT_KAFKA_PORT = GivenOptions.DEFAULT_KAFKA_PORT;
    /** The first management port of {@code dibao up} where the gateway has its default port. */
    static final int DEFAULT_MANAGEMENT_PORT = 9080;

    public Options {
        data = data.toAbsolutePath().normalize();
        settings = Map.copyOf(settings);
        check("--port", port);
        check("--kafka-port", kafkaPort);
        check("--management-port", managementPort);
        if (port != 0 && port == kafkaPort) {
            throw new IllegalArgumentException(
                    "--port and --kafka-port are both " + port + ": give one of them another port.");
        }
        settings.forEach((name, _) -> {
            switch (name) {
                case "server.port" -> throw severalPorts(name, "--port");
                case "management.server.port" -> throw severalPorts(name, "--management-port");
                default -> {}
            }
        });
    }

    /** The documented ports, with a data folder. */
    public static Options in(Path data) {
        return new Options(data, DEFAULT_PORT, DEFAULT_KAFKA_PORT, 0, null, Map.of());
    }

    /**
     * Those that were given on the command line, with the key of the environment. Monitoring finds an instance at the same place after
     * each start; several on one machine do not meet.
     */
    static Options of(Path data, GivenOptions given) {
        int port = given.portOrDefault();
        int management = given.managementPort() != null
                ? given.managementPort()
                : port == DEFAULT_PORT ? DEFAULT_MANAGEMENT_PORT : 0;
        String key = System.getenv("DIBAO_API_KEY");
        return new Options(
                data,
                port,
                given.kafkaPortOrDefault(),
                management,
                key == null || key.isBlank() ? null : key,
                given.settings());
    }

    /** Any free ports, with a data folder, for tests. */
    public static Options onFreePorts(Path data) {
        return new Options(data, 0, 0, 0, null, Map.of());
    }

    public Options withApiKey(String key) {
        return new Options(data, port, kafkaPort, managementPort, key, settings);
    }

    public Options withPorts(int gateway, int kafka) {
        return new Options(data, gateway, kafka, managementPort, apiKey, settings);
    }

    public Options with(String setting, String value) {
        Map<String, String> more = new HashMap<>(settings);
        more.put(setting, value);
        return new Options(data, port, kafkaPort, managementPort, apiKey, more);
    }

    /** Whether the key was given, and is not the one in the data folder. */
    boolean hasOwnKey() {
        return apiKey != null || settings.containsKey("dibao.api-key");
    }

    /** A service's management port; 0 for any free one. */
    int managementPort(Service service) {
        return managementPort == 0 ? 0 : managementPort + ServiceAddresses.IN_ORDER.indexOf(service);
    }

    private static IllegalArgumentException severalPorts(String setting, String option) {
        return new IllegalArgumentException(
                setting + " cannot be set for all services at once; use the option " + option + ".");
    }

    private static void check(String option, int port) {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException(option + " must be from 1 to 65535, or 0 for any free port.");
        }
    }
}
