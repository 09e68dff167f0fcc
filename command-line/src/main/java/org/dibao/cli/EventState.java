package org.dibao.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/** The file in which {@code dibao events --state} keeps its place: the cursor of the last event that was handled. */
final class EventState {
    private final Path file;

    EventState(Path file) {
        this.file = file;
    }

    /** @return absent before the first event */
    @Nullable
    String read() {
        try {
            String cursor = Files.readString(file).strip();
            return cursor.isEmpty() ? null : cursor;
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw new CommandFailed(Exit.USAGE, "The state file " + file + " cannot be read: " + e.getMessage());
        }
    }

    /** Replaces the file as a whole, so that a crash leaves the old place or the new one. */
    void write(String cursor) {
        Path whole = file.toAbsolutePath();
        try {
            Path temporary = Files.createTempFile(whole.getParent(), "." + whole.getFileName(), ".tmp");
            Files.write(temporary, (cursor + "\n").getBytes(StandardCharsets.UTF_8));
            Files.move(temporary, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new CommandFailed(Exit.USAGE, "The state file " + file + " cannot be written: " + e.getMessage());
        }
    }
}
