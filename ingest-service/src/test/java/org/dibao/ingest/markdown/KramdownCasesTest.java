package org.dibao.ingest.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.dibao.contract.article.Source;
import org.dibao.support.html.Sanitizer;
import org.jsoup.Jsoup;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An article's body is what kramdown makes of it, sanitised. Beside each document stands the answer of kramdown 2.4 with its
 * GFM parser, written by {@code kramdown/differential -r FOLDER}.
 */
class KramdownCasesTest {

    static Stream<Path> documents() throws IOException, URISyntaxException {
        Path folder = Path.of(Objects.requireNonNull(KramdownCasesTest.class.getResource("/markdown"))
                .toURI());
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> documents = files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
            assertThat(documents).hasSizeGreaterThan(20);
            return documents.stream();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void aBodyIsWhatKramdownMakesOfIt(Path document) throws IOException {
        String expected = Files.readString(
                document.resolveSibling(document.getFileName().toString().replace(".md", ".html")));
        String html = Renderer.render(new Source(Source.Format.MARKDOWN, Files.readString(document)))
                .html();
        assertThat(shown(html)).isEqualTo(shown(Sanitizer.clean(Jsoup.parseBodyFragment(expected))));
    }

    /** Without the white space between blocks, which nobody sees. */
    private static String shown(String html) {
        return Jsoup.parseBodyFragment(html).body().html();
    }
}
