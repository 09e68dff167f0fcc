package org.dibao.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What tells a file apart from others of its name, on this machine and on others where the same files are: its path within its
 * site's or repository's folder, whose own name differs from clone to clone, such as {@code river/a.md}; or else below the
 * home folder, {@code ~/river/a.md}; or
 * else all of it. It does not depend on the working directory.
 */
final class FilePlace {
    /** What a site's or repository's folder contains. */
    private static final List<String> MARKS = List.of(SiteFolder.CONFIG, ".git", ".hg");

    /** Of a longer path, the end. */
    private static final int MAX_LENGTH = 1000;

    private FilePlace() {}

    static String of(Path file, Path home) {
        Path whole = real(file);
        Path owner = real(home);
        Path below = null;
        for (Path folder = whole.getParent(); folder != null && below == null; folder = folder.getParent()) {
            if (folder.equals(owner)) {
                below = Path.of("~").resolve(folder.relativize(whole));
            } else if (MARKS.stream().map(folder::resolve).anyMatch(Files::exists)) {
                below = folder.relativize(whole);
            }
        }
        String place = SiteFolder.name(below == null ? whole : below);
        return place.substring(Math.max(0, place.length() - MAX_LENGTH));
    }

    private static Path real(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            return file.toAbsolutePath().normalize();
        }
    }
}
