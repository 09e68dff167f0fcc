package org.dibao.liquid;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Templates of our own with Jekyll's answer beside each; {@code liquid/differential -r} writes the answers. */
class CasesTest {
    private static final Path RESOURCES = Path.of("src/test/resources");

    /** The site of the cases. */
    private static final Host SITE = new Host() {
        @Override
        public @Nullable String include(String name) {
            return read("_includes/" + name);
        }

        @Override
        public @Nullable String includeRelative(String name) {
            return read("_posts/" + name);
        }

        @Override
        public @Nullable String link(String path) {
            return switch (path) {
                case "_posts/2020-01-02-first-post.md" -> "/2020/01/02/first-post.html";
                case "about.md" -> "/about.html";
                default -> null;
            };
        }

        @Override
        public @Nullable String postUrl(String name) {
            return name.equals("2020-01-02-first-post") ? "/2020/01/02/first-post.html" : null;
        }

        @Override
        public java.time.ZoneId zone() {
            return Variables.ZONE;
        }
    };

    static Stream<String> cases() throws IOException {
        return Files.readAllLines(RESOURCES.resolve("cases.tsv")).stream().filter(line -> !line.startsWith("#"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aTemplateGivesWhatJekyllMakesOfIt(String line) {
        String[] parts = line.split("\t", -1);
        String answer = answer(parts[0].replace("\\n", "\n").replace("\\t", "\t"));
        // Of some errors Jekyll does not tell the line.
        assertThat(parts[1].equals("! 0") ? answer.replaceFirst("^! [1-9]\\d*$", "! 0") : answer)
                .isEqualTo(parts[1]);
    }

    private static String answer(String template) {
        try {
            Rendered rendered = Template.parse(template).render(Variables.all(), SITE, Limits.DEFAULT);
            // What is not there fails the build in Jekyll.
            return rendered.text().contains(Unknown.MARK)
                    ? "! " + rendered.warnings().getFirst().line()
                    : rendered.text().replace("\n", "\\n").replace("\t", "\\t");
        } catch (LiquidException e) {
            return "! " + e.line();
        }
    }

    private static @Nullable String read(String name) {
        Path file = RESOURCES.resolve("site").resolve(name);
        try {
            return Files.isRegularFile(file) ? Files.readString(file) : null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
