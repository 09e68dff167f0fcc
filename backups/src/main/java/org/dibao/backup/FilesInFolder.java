package org.dibao.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.dibao.backup.Storage.Content;

/** {@code ab/abcdef…} for a hash that begins with {@code ab}. */
record FilesInFolder(Path folder) implements SiteFiles {

    @Override
    public void each(Each each) throws IOException {
        for (Path shelf : in(folder)) {
            if (isShelf(shelf)) {
                for (Path file : in(shelf)) {
                    String hash = String.valueOf(file.getFileName());
                    if (SiteFiles.isHash(hash)) {
                        each.on(hash, out -> Files.copy(file, out));
                    }
                }
            }
        }
    }

    @Override
    public void put(String hash, Content content) throws IOException {
        PrivateFile.write(folder.resolve(hash.substring(0, 2)).resolve(hash), content);
    }

    /** What is derived from files, and what is being received, lies elsewhere. */
    private static boolean isShelf(Path folder) {
        return String.valueOf(folder.getFileName()).matches("[0-9a-f]{2}");
    }

    private static List<Path> in(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        }
    }
}
