package org.dibao.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that select a Dibao instance: options come first, then the environment, then the data folder. */
final class TargetOptions {
    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The gateway's address (default: DIBAO_URL, else the running instance's, or where it ran"
                    + " last, else http://127.0.0.1:8080).")
    @Nullable
    String url;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "The API key (default: DIBAO_API_KEY, else the one in the data folder).")
    @Nullable
    String key;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The data folder of an instance on this machine (default: DIBAO_DATA, else ./data).")
    @Nullable
    Path data;

    Target target() {
        return target(System.getenv());
    }

    Target target(Map<String, String> env) {
        Path folder = data != null ? data : Path.of(env.getOrDefault("DIBAO_DATA", "data"));
        if (data != null && url == null && !Files.isDirectory(data)) {
            throw new CommandFailed(Exit.USAGE, "There is no data folder " + data + ": give another one with --data.");
        }
        RunFile run = RunFile.read(folder).filter(r -> r.process().isPresent()).orElse(null);
        String address = url != null
                ? url
                : given(env, "DIBAO_URL")
                        .orElseGet(() -> run != null
                                ? run.url()
                                : GivenOptions.read(folder).url());
        String secret = key != null
                ? key
                : given(env, "DIBAO_API_KEY")
                        .or(() -> run != null && run.ownKey() ? Optional.empty() : keptKey(folder))
                        .orElse(null);
        return new Target(checked(address), secret, folder, run);
    }

    /** The key that was generated at the first start and kept with the data. */
    static Optional<String> keptKey(Path data) {
        try {
            return Optional.of(Files.readString(data.resolve("api-key")).strip())
                    .filter(k -> !k.isEmpty());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> given(Map<String, String> env, String name) {
        return Optional.ofNullable(env.get(name)).filter(v -> !v.isBlank());
    }

    /** @throws CommandFailed if it is no address of a site */
    static String checked(String address) {
        String stripped = address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
        try {
            URI uri = URI.create(stripped);
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return stripped;
            }
        } catch (IllegalArgumentException e) {
            // Reported below.
        }
        throw new CommandFailed(
                Exit.USAGE, "\"" + address + "\" is not an address: write it like http://127.0.0.1:8080.");
    }
}
