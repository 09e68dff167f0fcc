package org.dibao.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * The posts in a folder: those of a Jekyll site, or all articles of a folder without any {@code _posts}.
 *
 * @param root the folder that the names in the archive are relative to
 * @param site whether it is a site, so that the folders above {@code _posts} have a meaning
 * @param posts the article files, sorted by name
 * @param asked files of a site that the templates of its posts may ask for, sent before them
 * @param others files that are skipped: no articles, or links that lead out of the folder
 */
record PostFolder(Path root, boolean site, List<Path> posts, List<Path> asked, List<Path> others) {
    /** A larger file is not an article; the server's own limit is far lower. */
    private static final long LARGEST_FILE = 64L * 1024 * 1024;

    /** Lists a folder: a site, or a part of one. */
    static PostFolder of(Path folder) throws IOException {
        Path root = SiteFolder.rootFor(folder);
        List<Path> articles = new ArrayList<>();
        List<Path> others = new ArrayList<>();
        Path real = folder.toRealPath();
        try (Stream<Path> walk = Files.walk(folder.toAbsolutePath().normalize())) {
            walk.filter(Files::isRegularFile)
                    .sorted()
                    .forEach(file -> (isArticle(file) && isWithin(real, file) ? articles : others).add(file));
        }
        boolean site = articles.stream().anyMatch(file -> SiteFolder.isAmongPosts(root.relativize(file)));
        if (!site) {
            Path plain = folder.toAbsolutePath().normalize();
            return new PostFolder(plain, false, List.copyOf(articles), List.of(), List.copyOf(others));
        }
        List<Path> posts = new ArrayList<>();
        for (Path file : articles) {
            boolean post = SiteFolder.isPost(root.relativize(file), file);
            (post ? posts : others).add(file);
        }
        List<Path> asked = SiteFolder.asked(root);
        others.removeIf(file -> asked.contains(file) && !SiteFolder.isAmongPosts(root.relativize(file)));
        return new PostFolder(root, true, List.copyOf(posts), asked, List.copyOf(others));
    }

    /** A single article, with the folders that tell it apart if it is a post of a site. */
    static PostFolder ofOne(Path article) throws IOException {
        Path file = article.toAbsolutePath().normalize();
        Path folder = Objects.requireNonNull(file.getParent()); // an absolute path of a file has one
        boolean post = SiteFolder.postPath(file).isPresent();
        Path root = post ? SiteFolder.rootFor(folder) : folder;
        return new PostFolder(root, post, List.of(file), post ? SiteFolder.asked(root) : List.of(), List.of());
    }

    /** Whether a file is in a folder in truth, and not by a symbolic link that leads out of it. */
    private static boolean isWithin(Path real, Path file) {
        try {
            return file.toRealPath().startsWith(real);
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isArticle(Path file) {
        return ArticleFile.type(file).isPresent() && !ArticleFile.name(file).startsWith(".");
    }

    /**
     * Writes the posts, and what they may ask for before them, as tar.gz, with one file in memory at a time.
     *
     * @param unreadable called for each post that is left out, with the reason
     */
    void writeTo(OutputStream out, BiConsumer<String, String> unreadable) throws IOException {
        try (var tar = new TarGzOutput(out)) {
            if (site && !asked.contains(root.resolve(SiteFolder.CONFIG))) { // tells the server where the site begins
                tar.put(SiteFolder.CONFIG, new byte[0]);
            }
            for (Path file : asked) {
                write(tar, file, unreadable);
            }
            for (Path post : posts) {
                write(tar, post, unreadable);
            }
        }
    }

    private void write(TarGzOutput tar, Path file, BiConsumer<String, String> unreadable) throws IOException {
        String name = name(file);
        byte[] content;
        try {
            if (Files.size(file) > LARGEST_FILE) {
                unreadable.accept(name, "larger than " + (LARGEST_FILE >> 20) + " MiB");
                return;
            }
            content = Files.readAllBytes(file);
        } catch (IOException e) {
            unreadable.accept(name, "cannot be read: " + e.getMessage());
            return;
        }
        tar.put(name, content);
    }

    private String name(Path post) {
        return SiteFolder.name(root.relativize(post));
    }
}
