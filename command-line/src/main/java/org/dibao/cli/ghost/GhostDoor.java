package org.dibao.cli.ghost;

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
import org.jspecify.annotations.Nullable;

/** A file that Ghost exported, or a folder with one and with its {@code content/images}. */
public final class GhostDoor implements Door {
    private static final long MAX_SIZE = 512L * 1024 * 1024;
    private static final int HEAD = 64 * 1024;

    @Override
    public boolean fits(Path given) throws IOException {
        return export(given) != null;
    }

    @Override
    public ReadSite read(Path given, int maxFiles) throws IOException, Yaml.Fault {
        Path file = export(given);
        if (file == null || Files.size(file) > MAX_SIZE) {
            throw new Yaml.Fault("the export has more than " + (MAX_SIZE >> 20) + " MiB");
        }
        Path whole = given.toAbsolutePath().normalize();
        Path root = Files.isDirectory(whole) ? whole : Objects.requireNonNull(whole.getParent()); // a file has one
        return GhostSite.read(root, file, maxFiles);
    }

    private static @Nullable Path export(Path given) throws IOException {
        List<Path> candidates;
        if (Files.isDirectory(given)) {
            try (Stream<Path> files = Files.list(given)) {
                candidates = files.sorted().toList();
            }
        } else {
            candidates = List.of(given);
        }
        for (Path file : candidates) {
            if (String.valueOf(file.getFileName()).endsWith(".json") && Files.isRegularFile(file) && isExport(file)) {
                return file;
            }
        }
        return null;
    }

    private static boolean isExport(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            String head = new String(in.readNBytes(HEAD), StandardCharsets.UTF_8);
            return head.contains("\"db\"") && head.contains("\"exported_on\"") || head.contains("\"posts_meta\"");
        }
    }
}
