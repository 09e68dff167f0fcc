package org.dibao.render.theme;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A mounted theme on disk. Nothing outside the folder is read: for a link, its target counts, so that links within a
 * mounted volume work.
 */
final class ThemeFolder {
    private static final int MAX_DEPTH = 8;
    private static final int MAX_FILES = 1000;
    private static final Pattern MISPLACED =
            Pattern.compile("(?:text/[^/]+\\.properties|(?:template|_?layouts?)/[^/]+\\.html)");

    private final Path folder;
    private final ThemeSettings limits;

    ThemeFolder(Path folder, ThemeSettings limits) {
        this.folder = folder;
        this.limits = limits;
    }

    /**
     * The state of the folder without reading the files: names, sizes and times.
     *
     * @throws ThemeError if the folder cannot be read or contains something unexpected
     */
    Map<String, String> look() {
        Map<String, String> seen = new TreeMap<>();
        walk(
                (name, file, attributes) -> seen.put(
                        name, attributes.size() + " " + attributes.lastModifiedTime() + " " + attributes.fileKey()),
                name -> seen.put(name, ""));
        return seen;
    }

    /** One that has no effect, though its name says that one was meant. */
    @Nullable
    ThemeProblem unused() {
        List<ThemeProblem> unused = new ArrayList<>();
        walk((name, file, attributes) -> {}, name -> unused.add(new ThemeProblem(name, 0, replacesNothing(name))));
        return unused.isEmpty() ? null : unused.getFirst();
    }

    private static String replacesNothing(String name) {
        return "it replaces nothing: "
                + ThemeFiles.meantBy(name)
                        .map(meant -> "did you mean " + meant + "?")
                        .orElse("the stylesheet is " + ThemeFiles.STYLESHEET + ", and what it needs belongs into "
                                + ThemeFiles.ASSETS);
    }

    /** @throws ThemeError if it cannot be read or is too large */
    ThemeFiles read() {
        TreeMap<String, byte[]> files = new TreeMap<>();
        long[] total = {0};
        walk(
                (name, file, attributes) -> {
                    byte[] content;
                    try (var in = Files.newInputStream(file)) {
                        // One more than allowed, because it may grow meanwhile.
                        content = in.readNBytes((int) Math.min(
                                Integer.MAX_VALUE - 8, limits.themeMaxFile().toBytes() + 1));
                    }
                    total[0] += content.length;
                    if (content.length > limits.themeMaxFile().toBytes()) {
                        throw new ThemeError(
                                name,
                                0,
                                "it is larger than dibao.render.theme-max-file, " + limits.themeMaxFile(),
                                null);
                    }
                    if (total[0] > limits.themeMaxTotal().toBytes()) {
                        throw new ThemeError(
                                name,
                                0,
                                "with it, the files exceed dibao.render.theme-max-total, " + limits.themeMaxTotal(),
                                null);
                    }
                    files.put(name, content);
                },
                name -> {});
        return new ThemeFiles(files);
    }

    private interface Visit {
        void file(String name, Path file, BasicFileAttributes attributes) throws IOException;
    }

    private void walk(Visit visit, Consumer<String> unused) {
        try {
            if (!Files.isDirectory(folder)) {
                throw new ThemeError(folder.toString(), 0, "dibao.render.theme-dir is not a folder", null);
            }
            Path root = folder.toRealPath();
            int[] count = {0};
            Files.walkFileTree(root, Set.of(FileVisitOption.FOLLOW_LINKS), MAX_DEPTH, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                        throws IOException {
                    // Editors, version control and mounted volumes use folders with a leading dot.
                    boolean hidden = !directory.equals(root)
                            && directory.getFileName().toString().startsWith(".");
                    return hidden || !directory.toRealPath().startsWith(root)
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    String name = root.relativize(file)
                            .toString()
                            .replace(file.getFileSystem().getSeparator(), "/");
                    if (!attributes.isRegularFile() || !belongs(name)) {
                        refuseMisplaced(name);
                        if (isMeant(name)) {
                            unused.accept(name);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                    if (!file.toRealPath().startsWith(root)) {
                        throw new ThemeError(name, 0, "it is a link to outside the theme's folder", null);
                    }
                    if (++count[0] > MAX_FILES) {
                        throw new ThemeError(name, 0, "there are more than " + MAX_FILES + " files", null);
                    }
                    visit.file(name, file, attributes);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    return FileVisitResult.CONTINUE; // deleted since it was listed, or a circular link
                }
            });
        } catch (IOException e) {
            throw new ThemeError(folder.toString(), 0, "it cannot be read: " + e, e);
        }
    }

    /** A folder's name is easily mistaken, and nobody would see why nothing changes. */
    private static void refuseMisplaced(String name) {
        if (MISPLACED.matcher(name).matches()) {
            throw new ThemeError(
                    name,
                    0,
                    "it has no effect there: it belongs into " + (name.endsWith(".html") ? "templates/" : "texts/"),
                    null);
        }
    }

    /** A stylesheet that no page names, or nearly the name of a file of ours. What is not in the root may serve anything. */
    private static boolean isMeant(String name) {
        return !name.contains("/")
                && !isHidden(name)
                && (name.endsWith(".css") || ThemeFiles.meantBy(name).isPresent());
    }

    private static boolean isHidden(String file) {
        return file.startsWith(".") || file.endsWith("~");
    }

    /** Anything else, such as a README or an editor's backup, is allowed and ignored. */
    static boolean belongs(String name) {
        String file = name.substring(name.lastIndexOf('/') + 1);
        if (isHidden(file)) {
            return false;
        }
        return name.equals(ThemeFiles.STYLESHEET)
                || name.matches("templates/[^/]+\\.html")
                || name.matches("texts/[^/]+\\.properties")
                || name.startsWith(ThemeFiles.ASSETS);
    }
}
