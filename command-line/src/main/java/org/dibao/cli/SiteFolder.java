package org.dibao.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which files of a Jekyll site are posts, and where it begins: paths below the site tell its articles apart, so they
 * must be the same whichever of its folders is sent. The server applies the same rule to the names in an archive.
 */
final class SiteFolder {
    static final String CONFIG = "_config.yml";

    private static final List<String> POSTS = List.of("_posts", "_drafts");
    /** What Jekyll does not look into. */
    private static final Pattern SPECIAL = Pattern.compile("[._#~].*|.*~|node_modules");

    private static final Pattern DATED = Pattern.compile("\\d{2,4}-\\d{1,2}-\\d{1,2}-.+\\..+");
    private static final Pattern DATA = Pattern.compile(".*\\.(?:ya?ml|json)");
    /** Of a file that templates ask for; the server's own limit is for all of them together. */
    private static final long LARGEST_ASKED = 1024 * 1024;

    private static final int FRONT_MATTER_LINES = 2000;

    private SiteFolder() {}

    /**
     * The folder where the site begins: the nearest that contains {@code _config.yml} among this one and those above, or
     * the only one directly below; or else the one that contains its {@code _posts}; or else the folder itself.
     */
    static Path rootFor(Path folder) throws IOException {
        Path start = folder.toAbsolutePath().normalize();
        Path above = configured(start);
        if (above != null) {
            return above;
        }
        for (Path each = start; each != null && each.getFileName() != null; each = each.getParent()) {
            Path parent = each.getParent();
            if (parent != null && POSTS.contains(ArticleFile.name(each))) {
                return parent;
            }
        }
        if (!Files.isDirectory(start) || POSTS.stream().anyMatch(posts -> Files.isDirectory(start.resolve(posts)))) {
            return start;
        }
        try (Stream<Path> children = Files.list(start)) {
            List<Path> sites = children.filter(child -> Files.isRegularFile(child.resolve(CONFIG)))
                    .limit(2)
                    .toList();
            return sites.size() == 1 ? sites.getFirst() : start;
        }
    }

    private static @Nullable Path configured(Path start) {
        for (Path each = start; each != null; each = each.getParent()) {
            if (Files.isRegularFile(each.resolve(CONFIG))) {
                return each;
            }
        }
        return null;
    }

    /** The path of a post below its site, if it is in one that has a {@code _config.yml}. */
    static Optional<String> postPath(Path file) {
        Path whole = file.toAbsolutePath().normalize();
        Path root = configured(whole);
        return root == null || !isAmongPosts(root.relativize(whole))
                ? Optional.empty()
                : Optional.of(name(root.relativize(whole)));
    }

    /** @param below its path below the site */
    static boolean isAmongPosts(Path below) {
        return posts(below) >= 0;
    }

    /** Whether a file among posts is in {@code _drafts}, and in no {@code _posts}. */
    static boolean isDraft(Path below) {
        return Stream.iterate(0, i -> i < below.getNameCount(), i -> i + 1)
                .map(i -> below.getName(i).toString())
                .noneMatch(POSTS.getFirst()::equals);
    }

    /**
     * Whether Jekyll takes it for a post: in {@code _posts}, with a date in its name or, as in Hexo, in its front matter;
     * or in {@code _drafts}.
     */
    static boolean isPost(Path below, Path file) {
        int posts = posts(below);
        if (posts < 0) {
            return false;
        }
        for (int i = 0; i < below.getNameCount(); i++) {
            boolean looked = i < posts || i == posts + 1 || i == below.getNameCount() - 1;
            if (looked && SPECIAL.matcher(below.getName(i).toString()).matches()) {
                return false;
            }
        }
        return isDraft(below) || DATED.matcher(ArticleFile.name(file)).matches() || givesDate(file);
    }

    /**
     * The files that the templates of posts may ask for, in the order in which they are sent: {@code _config.yml}, those in
     * {@code _data} and {@code _includes}, and articles beside posts that are none. No larger ones than a template has a use
     * for, and none outside of the site.
     */
    static List<Path> asked(Path root) throws IOException {
        Path real = root.toRealPath();
        List<Path> asked = new ArrayList<>();
        for (String part : List.of(CONFIG, "_data", "_includes", POSTS.getFirst())) {
            Path folder = root.resolve(part);
            if (!Files.exists(folder)) {
                continue;
            }
            try (Stream<Path> walk = Files.walk(folder)) {
                for (Path file : walk.filter(Files::isRegularFile).sorted().toList()) {
                    if (isAsked(root.relativize(file), file)
                            && file.toRealPath().startsWith(real)) {
                        asked.add(file);
                    }
                }
            }
        }
        return List.copyOf(asked);
    }

    private static boolean isAsked(Path below, Path file) throws IOException {
        String name = ArticleFile.name(file);
        boolean kind = isAmongPosts(below)
                ? ArticleFile.type(file).isPresent()
                        && !isPost(below, file)
                        && !DATED.matcher(name).matches()
                : !below.startsWith("_data") || DATA.matcher(name).matches();
        return kind && !name.startsWith(".") && Files.size(file) <= LARGEST_ASKED;
    }

    private static boolean givesDate(Path file) {
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            String first = in.readLine();
            if (first == null || !first.replace("\uFEFF", "").stripTrailing().equals("---")) {
                return false;
            }
            for (int i = 0; i < FRONT_MATTER_LINES; i++) {
                String line = in.readLine();
                if (line == null || line.stripTrailing().equals("---")) {
                    return false;
                }
                if (line.startsWith("date:") || line.startsWith("date :")) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            return true; // to be reported as unreadable
        }
    }

    /** A path with slashes. */
    static String name(Path below) {
        return below.toString().replace(below.getFileSystem().getSeparator(), "/");
    }

    private static int posts(Path below) {
        for (int i = 0; i < below.getNameCount() - 1; i++) {
            if (POSTS.contains(below.getName(i).toString())) {
                return i;
            }
        }
        return -1;
    }
}
