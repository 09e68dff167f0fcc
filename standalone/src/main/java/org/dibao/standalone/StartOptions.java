package org.dibao.standalone;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dibao.cli.GivenOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of the commands that start everything. */
final class StartOptions {
    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "The site's port (default: " + Options.DEFAULT_PORT + "; 0: any free one).")
    @Nullable
    Integer port;

    @Option(
            names = "--kafka-port",
            paramLabel = "PORT",
            description = "Kafka's port (default: " + Options.DEFAULT_KAFKA_PORT + "; 0: any free one).")
    @Nullable
    Integer kafkaPort;

    @Option(
            names = "--management-port",
            paramLabel = "PORT",
            description = "The first of five ports in a row for health and metrics (default: "
                    + Options.DEFAULT_MANAGEMENT_PORT
                    + ", or any free ones with another --port than the default; \"dibao status\" names them).")
    @Nullable
    Integer managementPort;

    @Option(names = "--data", paramLabel = "DIR", description = "The data folder (default: DIBAO_DATA, else ./data).")
    @Nullable
    Path data;

    @Option(names = "--set", paramLabel = "NAME=VALUE", description = "A setting for the services; may be repeated.")
    List<String> settings = List.of();

    private @Nullable KnownSettings known;

    Path folder() {
        return data != null ? data : Path.of(System.getenv().getOrDefault("DIBAO_DATA", "data"));
    }

    /** Says which variables have no effect, because they are spelt in another way. */
    void warn() {
        known().misspelt(System.getenv().keySet()).forEach(warning -> System.err.println("dibao: " + warning));
    }

    private KnownSettings known() {
        if (known == null) {
            known = KnownSettings.ofClassPath();
        }
        return known;
    }

    /**
     * @throws IllegalArgumentException if a setting has no value, and {@link StartFailed} if there is none of its name, or
     * none with its value
     */
    GivenOptions given() {
        Map<String, String> given = new LinkedHashMap<>();
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            if (equals <= 0) {
                throw new IllegalArgumentException(
                        "\"--set " + setting
                                + "\" has no value: write it as --set name=value, such as --set dibao.gateway.address=0.0.0.0.");
            }
            given.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        known().requireAll(given.keySet());
        known().requireValid(given);
        return new GivenOptions(port, kafkaPort, managementPort, given);
    }
}
