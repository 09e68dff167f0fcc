package org.dibao.kramdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.dibao.kramdown.differential.Normal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Documents of our own with kramdown's answer beside each; {@code kramdown/differential -r} writes the answers. */
class CasesTest {
    private static final Path CASES = Path.of("src/test/resources/cases");

    static Stream<String> cases() throws IOException {
        return Files.list(CASES)
                .map(path -> path.getFileName().toString())
                .filter(name -> name.endsWith(".md"))
                .map(name -> name.substring(0, name.length() - 3))
                .sorted();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aDocumentComesOutAsKramdownMakesIt(String name) {
        assertThat(Normal.of(Kramdown.parse(read(name + ".md")).toHtml())).isEqualTo(Normal.of(read(name + ".html")));
    }

    private static String read(String name) {
        try {
            return Files.readString(CASES.resolve(name));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
