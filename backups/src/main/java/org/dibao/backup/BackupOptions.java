package org.dibao.backup;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that both commands have. */
final class BackupOptions {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The site's data folder (default: DIBAO_DATA, else ./data).")
    @Nullable
    Path data;

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            description =
                    "The key of an encrypted backup: 64 hexadecimal digits, as \"openssl rand -hex 32\" makes them.")
    @Nullable
    Path keyFile;

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            description =
                    "Kafka's address (default: DIBAO_KAFKA_BOOTSTRAP_SERVERS, else that of the data folder's own Kafka).")
    @Nullable
    String kafka;

    Path folder() {
        Path folder = data != null ? data : Path.of(System.getenv().getOrDefault("DIBAO_DATA", "data"));
        return folder.toAbsolutePath().normalize();
    }

    @Nullable
    Sealing sealing() {
        return keyFile == null ? null : Sealing.with(keyFile);
    }

    /** The address that was given; absent for the data folder's own. */
    @Nullable
    String kafka() {
        return kafka != null ? kafka : System.getenv("DIBAO_KAFKA_BOOTSTRAP_SERVERS");
    }
}
