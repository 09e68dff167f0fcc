package org.dibao.cli.wordpress;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.dibao.cli.site.Door;
import org.dibao.cli.site.ReadSite;
import org.dibao.cli.site.Yaml;

/** A file that WordPress exported, or a folder with one and with its {@code uploads}. */
public final class WordPressDoor implements Door {
    private static final int HEAD = 8 * 1024;

    @Override
    public boolean fits(Path given) throws IOException {
        return !exports(given).isEmpty();
    }

    @Override
    public ReadSite read(Path given, int maxFiles) throws IOException, Yaml.Fault {
        List<Path> exports = exports(given);
        Path whole = given.toAbsolutePath().normalize();
        Path root = Files.isDirectory(whole) ? whole : Objects.requireNonNull(whole.getParent()); // a file has one
        return WordPressSite.read(root, exports, maxFiles);
    }

    /** WordPress.com splits large ones. */
    private static List<Path> exports(Path given) throws IOException {
        if (!Files.isDirectory(given)) {
            return isExport(given) ? List.of(given) : List.of();
        }
        try (Stream<Path> files = Files.list(given)) {
            return files.filter(WordPressDoor::isExport).sorted().toList();
        }
    }

    private static boolean isExport(Path file) {
        if (!String.valueOf(file.getFileName()).endsWith(".xml") || !Files.isRegularFile(file)) {
            return false;
        }
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(HEAD), StandardCharsets.UTF_8).contains("wordpress.org/export/");
        } catch (IOException e) {
            return false;
        }
    }
}
