package org.dibao.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder that is removed when this is closed, and also when the process is told to end (Ctrl-C) before. */
final class TemporaryFolder implements AutoCloseable {
    /** Whoever still writes into it meanwhile can undo a removal. */
    private static final int ATTEMPTS = 10;

    private final Path path;
    private final Thread hook = new Thread(this::remove, "remove-temporary-folder");

    private TemporaryFolder(Path path) {
        this.path = path;
    }

    /** @throws StartFailed if there is no room for one */
    static TemporaryFolder make(String prefix) {
        try {
            var folder = new TemporaryFolder(Files.createTempDirectory(prefix));
            Runtime.getRuntime().addShutdownHook(folder.hook);
            return folder;
        } catch (IOException e) {
            throw new StartFailed("There is no room for temporary files: " + e.getMessage(), e);
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        remove();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process ends, and the hook removes what is left.
        }
    }

    private void remove() {
        for (int attempt = 1; Files.exists(path); attempt++) {
            try {
                delete();
            } catch (IOException | UncheckedIOException e) {
                if (attempt == ATTEMPTS) {
                    System.err.println("dibao: " + path + " could not be removed: remove it by hand.");
                    return;
                }
            }
        }
    }

    private void delete() throws IOException {
        List<Path> inside;
        try (Stream<Path> files = Files.walk(path)) {
            inside = new ArrayList<>(files.toList());
        }
        inside.sort(Comparator.reverseOrder());
        for (Path file : inside) {
            Files.deleteIfExists(file);
        }
    }
}
