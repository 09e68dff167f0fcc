package org.dibao.cli;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The Dibao instance that a command talks to.
 *
 * @param url the gateway's address, without a trailing slash
 * @param key the API key, if known
 * @param data the data folder of an instance on this machine
 * @param run that instance's run file, if it is running
 */
record Target(
        String url,
        @Nullable String key,
        Path data,
        @Nullable RunFile run) {

    /** Where to look for a key that Dibao does not keep. */
    static final String OWN_KEY =
            "The running instance was started with a key of its own (DIBAO_API_KEY or dibao.api-key):"
                    + " set DIBAO_API_KEY here too, or give it with --key.";

    private boolean isStarting() {
        return run != null && !run.state().equals(RunFile.READY);
    }

    /** The address of a path at the gateway; the path is already encoded. */
    URI uri(String path) {
        return URI.create(url + path);
    }

    String requireKey() {
        if (key == null && run != null && run.ownKey()) {
            throw new CommandFailed(Exit.USAGE, OWN_KEY);
        }
        if (key == null) {
            throw new CommandFailed(
                    Exit.USAGE,
                    !Files.exists(data)
                            ? "No API key: there is no Dibao in " + data
                                    + " yet. Start it with \"dibao up\", or give the key of"
                                    + " another one with --key or DIBAO_API_KEY."
                            : isStarting()
                                    ? "Dibao is still starting in " + data + ": try again in some seconds."
                                    : "No API key: give it with --key or DIBAO_API_KEY, or give the running instance's data folder with"
                                            + " --data.");
        }
        return key;
    }

    /** What to do when nothing listens at the address. */
    String whatToDo() {
        boolean starting = run != null && run.url().equals(url) && !RunFile.READY.equals(run.state());
        return starting
                ? "it is still starting: try again once \"dibao status\" says that it is ready."
                : "start it with \"dibao up\" or give another address with --url.";
    }

    Optional<RunFile> running() {
        return Optional.ofNullable(run);
    }
}
