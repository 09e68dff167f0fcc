package org.dibao.cli.export;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The file in which a copy notes what it has: a line for each change, of parts that are separated by tabs, the first of which says
 * what it is about. A line that was cut off counts for nothing. So that it does not grow for ever, all that still holds is written
 * anew now and then.
 */
final class CopyJournal implements AutoCloseable {
    /** As many lines as may be out of date before it is written anew, beside as many as there are of others. */
    private static final int OUTDATED = 10_000;

    private final Path file;
    private @Nullable BufferedWriter open;
    private long lines;
    private long needed;

    CopyJournal(Path file) {
        this.file = file;
    }

    /** @param each told of the parts of each line, in order */
    void read(Consumer<List<String>> each) throws IOException {
        String text = Files.readString(file);
        text.substring(0, text.lastIndexOf('\n') + 1)
                .lines()
                .forEach(line -> each.accept(List.of(line.split("\t", -1))));
    }

    /** On the disk's way before this returns. */
    void add(String... parts) throws IOException {
        if (open == null) {
            open = Files.newBufferedWriter(file, StandardOpenOption.APPEND);
        }
        write(open, parts);
        open.flush();
        lines++;
    }

    boolean isLong() {
        return lines > 2 * needed + OUTDATED;
    }

    /** Replaces all lines by those that still hold. */
    void replace(List<String[]> all) throws IOException {
        close();
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (BufferedWriter writer = Files.newBufferedWriter(part)) {
            for (String[] parts : all) {
                write(writer, parts);
            }
        }
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        lines = all.size();
        needed = lines;
    }

    private static void write(BufferedWriter to, String... parts) throws IOException {
        for (int i = 0; i < parts.length; i++) {
            to.write(i == 0 ? "" : "\t");
            to.write(parts[i].replaceAll("[\t\r\n]", " "));
        }
        to.write('\n');
    }

    @Override
    public void close() throws IOException {
        if (open != null) {
            open.close();
            open = null;
        }
    }
}
