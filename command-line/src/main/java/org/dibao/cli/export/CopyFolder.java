package org.dibao.cli.export;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder of a copy, and the files in it that addresses have. Nothing is written beside it. */
final class CopyFolder {
    private static final int MAX_SEGMENT = 255;

    private final Path folder;
    private final AtomicLong part = new AtomicLong();

    CopyFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * What an earlier copy left in the folder, which is made if it is not there.
     *
     * @throws StaticCopy.Refusal if it has something else in it
     */
    CopyState open() throws IOException {
        Files.createDirectories(folder);
        CopyState before = CopyState.read(folder);
        if (before != null) {
            return before;
        }
        try (Stream<Path> there = Files.list(folder)) {
            if (there.findAny().isPresent()) {
                throw new StaticCopy.Refusal(folder + " is neither empty nor an earlier export: give another folder");
            }
        }
        CopyState nothing = new CopyState(Map.of());
        nothing.write(folder);
        return nothing;
    }

    /**
     * Removes what was there and is no more, and notes what is.
     *
     * @return how many files were removed
     */
    int finish(CopyState before, Map<String, CopyState.File> files) throws IOException {
        int removed = 0;
        for (String file : before.files().keySet()) {
            if (!files.containsKey(file)) {
                Path old = safe(file);
                removed += old != null && Files.deleteIfExists(old) ? 1 : 0;
            }
        }
        new CopyState(files).write(folder);
        return removed;
    }

    /** @return whether it was not so already */
    boolean put(String file, String text) throws IOException {
        Path to = Objects.requireNonNull(safe(file));
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (Files.isRegularFile(to) && Arrays.equals(Files.readAllBytes(to), bytes)) {
            return false;
        }
        Files.createDirectories(to.getParent());
        Path temporary = temporary();
        Files.write(temporary, bytes);
        Files.move(temporary, to, StandardCopyOption.REPLACE_EXISTING);
        return true;
    }

    /**
     * Moves what is whole now to its place, unless the same is there.
     *
     * @return whether it was not so already
     */
    boolean place(String file, Path part) throws IOException {
        Path to = Objects.requireNonNull(safe(file));
        if (Files.isRegularFile(to) && Files.mismatch(part, to) < 0) {
            return false;
        }
        Files.createDirectories(to.getParent());
        Files.move(part, to, StandardCopyOption.REPLACE_EXISTING);
        return true;
    }

    /** For what is not whole yet. */
    Path temporary() {
        return folder.resolve(CopyState.NAME + "-" + part.incrementAndGet() + ".part");
    }

    /** Null if it would be outside of the folder. */
    @Nullable
    Path safe(String file) {
        try {
            Path path = folder.resolve(file).normalize();
            return path.startsWith(folder) && !path.equals(folder) ? path : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /**
     * The file of an address, below the folder: {@code /a/} is {@code a/index.html}, and a last segment without an extension
     * gets {@code .html}. Null if no file can have the name.
     */
    static @Nullable String file(String address) {
        String path;
        try {
            path = URLDecoder.decode(address.replace("+", "%2B"), StandardCharsets.UTF_8)
                    .substring(1);
        } catch (IllegalArgumentException e) {
            return null;
        }
        String last = path.substring(path.lastIndexOf('/') + 1);
        String file = last.isEmpty()
                ? path + "index.html"
                : last.matches(".*\\.[A-Za-z][A-Za-z0-9]{0,9}") ? path : path + ".html";
        for (String segment : file.split("/", -1)) {
            boolean impossible = segment.isEmpty()
                    || segment.equals(".")
                    || segment.equals("..")
                    || segment.startsWith(CopyState.NAME)
                    || segment.chars().anyMatch(Character::isISOControl)
                    || segment.indexOf('\\') >= 0
                    || segment.getBytes(StandardCharsets.UTF_8).length > MAX_SEGMENT;
            if (impossible) {
                return null;
            }
        }
        return file;
    }
}
