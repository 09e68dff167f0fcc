package org.dibao.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which Dibao a command talks to.
 *
 * @param url the gateway's address, without a slash at its end
 * @param key the API key, if one is known
 * @param data the data folder of an instance on this machine
 * @param run what that instance tells of itself, if it runs
 */
record Target(
        String url,
        @Nullable String key,
        Path data,
        @Nullable RunFile run) {

    /** The address of a path below the gateway's, which is already encoded. */
    URI uri(String path) {
        return URI.create(url + path);
    }

    String requireKey() {
        if (key == null) {
            throw new CommandFailed(
                    Exit.USAGE,
                    "No API key: name it with --key or DIBAO_API_KEY, or name the running instance's data folder with --data.");
        }
        return key;
    }

    Optional<RunFile> running() {
        return Optional.ofNullable(run);
    }
}
