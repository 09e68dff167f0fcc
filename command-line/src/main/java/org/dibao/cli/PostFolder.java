package org.dibao.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;

/**
 * The posts in a folder, such as a Jekyll site's {@code _posts}.
 *
 * @param root the folder that the names in the archive are relative to
 * @param posts the article files, sorted by name
 * @param others files that are not articles and are skipped
 */
record PostFolder(Path root, List<Path> posts, List<Path> others) {
    /** A larger file is not an article; the server's own limit is far lower. */
    private static final long LARGEST_FILE = 64L * 1024 * 1024;

    /** Lists a folder. For a site's root, its {@code _posts} folder is used. */
    static PostFolder of(Path folder) throws IOException {
        Path root = Files.isDirectory(folder.resolve("_posts")) ? folder.resolve("_posts") : folder;
        List<Path> posts = new ArrayList<>();
        List<Path> others = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(root)) {
            walk.filter(Files::isRegularFile)
                    .sorted()
                    .forEach(file -> (ArticleFile.type(file).isPresent()
                                            && !ArticleFile.name(file).startsWith(".")
                                    ? posts
                                    : others)
                            .add(file));
        }
        return new PostFolder(root, List.copyOf(posts), List.copyOf(others));
    }

    /**
     * Writes the posts as tar.gz, with one file in memory at a time.
     *
     * @param unreadable called for each post that is left out, with the reason
     */
    void writeTo(OutputStream out, BiConsumer<String, String> unreadable) throws IOException {
        var parameters = new GzipParameters();
        parameters.setCompressionLevel(Deflater.BEST_SPEED);
        try (var tar = new TarArchiveOutputStream(
                new GzipCompressorOutputStream(out, parameters), StandardCharsets.UTF_8.name())) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            tar.setAddPaxHeadersForNonAsciiNames(true);
            for (Path post : posts) {
                String name = name(post);
                byte[] content;
                try {
                    if (Files.size(post) > LARGEST_FILE) {
                        unreadable.accept(name, "larger than " + (LARGEST_FILE >> 20) + " MiB");
                        continue;
                    }
                    content = Files.readAllBytes(post);
                } catch (IOException e) {
                    unreadable.accept(name, "cannot be read: " + e.getMessage());
                    continue;
                }
                var entry = new TarArchiveEntry(name);
                entry.setSize(content.length);
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        }
    }

    private String name(Path post) {
        return root.relativize(post).toString().replace(post.getFileSystem().getSeparator(), "/");
    }
}
