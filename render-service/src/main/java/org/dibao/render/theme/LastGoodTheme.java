package org.dibao.render.theme;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last valid files of a mounted theme, on disk, for a start while the folder has an error. A single file,
 * {@code last-good.zip}, because it can be replaced atomically: a crash at any moment leaves the old one or the new
 * one.
 */
final class LastGoodTheme {
    private static final Logger log = LoggerFactory.getLogger(LastGoodTheme.class);
    /** The same files give the same bytes. */
    private static final FileTime NO_TIME = FileTime.fromMillis(315_532_800_000L);

    private final Path folder;
    private final ThemeSettings limits;

    LastGoodTheme(ThemeSettings settings) {
        this.folder = settings.themeKeptDir();
        this.limits = settings;
    }

    private Path file() {
        return folder.resolve("last-good.zip");
    }

    /** Failures are logged: the theme in use stays in use, only a restart would not find it. */
    void keep(ThemeFiles files) {
        Path part = folder.resolve("last-good.zip.part");
        try {
            Files.createDirectories(folder);
            write(part, files.files());
            if (Files.exists(file()) && Files.mismatch(part, file()) == -1) {
                Files.delete(part);
                return;
            }
            try (FileChannel written = FileChannel.open(part, StandardOpenOption.WRITE)) {
                written.force(true);
            }
            Files.move(part, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            log.warn(
                    "the theme cannot be stored in {} (dibao.render.theme-kept-dir): if it has an error after a"
                            + " restart, the built-in theme will be shown. {}",
                    folder.toAbsolutePath(),
                    e.toString());
        }
    }

    /** Absent if there are none or they cannot be read. */
    @Nullable
    ThemeFiles read() {
        if (!Files.exists(file())) {
            return null;
        }
        TreeMap<String, byte[]> files = new TreeMap<>();
        long room = limits.themeMaxTotal().toBytes();
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(file()))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                byte[] content = in.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, room + 1));
                room -= content.length;
                if (room < 0 || !ThemeFolder.belongs(entry.getName())) {
                    throw new IOException(entry.getName() + " does not belong there");
                }
                files.put(entry.getName(), content);
            }
            return new ThemeFiles(files);
        } catch (IOException | IllegalArgumentException e) {
            log.warn("the stored theme in {} cannot be read: {}", file().toAbsolutePath(), e.toString());
            return null;
        }
    }

    private static void write(Path to, Map<String, byte[]> files) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(to)))) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                entry.setLastModifiedTime(NO_TIME);
                out.putNextEntry(entry);
                out.write(file.getValue());
            }
        }
    }
}
