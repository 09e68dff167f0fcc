package org.dibao.standalone.training;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Posts as sites have them, in English and Chinese, with what Markdown can do; each has a title, a date and tags of its own. */
final class TrainingPosts {
    private static final LocalDate FIRST = LocalDate.of(2020, 1, 1);
    private static final List<String> BODIES = Stream.of("ferry.md", "library.md", "notice.md")
            .map(TrainingPosts::read)
            .toList();

    private TrainingPosts() {}

    /** The file name of a post. */
    static String name(int number) {
        return FIRST.plusDays(number) + "-training-" + number + ".md";
    }

    /** A post's id, which follows from its file name. */
    static String id(int number) {
        return FIRST.plusDays(number) + "-training-" + number;
    }

    /** Front matter and text. Another edition of the same number is a revision of it. */
    static String text(int number, int edition) {
        String body = BODIES.get(number % BODIES.size());
        return "---\nlayout: post\ntitle: \"Training " + number + ": what the *tide* brings\"\ndate: "
                + FIRST.plusDays(number)
                + " 08:30:00 +0800\ncategories: [harbour, part-" + number % 7 + "]\ntags: [boats, tag-" + number % 31
                + "]\nauthor: Author " + number % 5 + "\nedition: " + edition + "\n---\n\n" + body + "\nEdition "
                + edition
                + " of " + number + ".\n";
    }

    /** Writes posts into {@code _posts} of a folder, as a Jekyll site has them. */
    static void writeSite(Path folder, int from, int to) throws IOException {
        Path posts = Files.createDirectories(folder.resolve("_posts"));
        for (int number = from; number < to; number++) {
            Files.writeString(posts.resolve(name(number)), text(number, 1));
        }
    }

    private static String read(String name) {
        try (InputStream in =
                Objects.requireNonNull(TrainingPosts.class.getResourceAsStream("/training/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
