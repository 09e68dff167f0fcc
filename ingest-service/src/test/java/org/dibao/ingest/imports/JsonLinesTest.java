package org.dibao.ingest.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLinesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a\\nbb\\n        | line 1:a line 2:bb",
                "a\\nbb           | line 1:a line 2:bb",
                "a\\r\\nbb\\r\\n  | line 1:a line 2:bb",
                "\\n \\n\\ta\\n\\n | line 3:a",
                "12345678901\\nb  | line 1:too-large line 2:b",
                "b\\n12345678901  | line 1:b line 2:too-large",
                "1234567890\\n    | line 1:1234567890",
                "''               | ''",
            })
    void eachLineIsAnArticle(String text, String entries) throws IOException {
        assertThat(read(new ByteArrayInputStream(bytes(text)))).isEqualTo(entries);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void howItArrivesMakesNoDifference(int chunk) throws IOException {
        InputStream slow = new FilterInputStream(new ByteArrayInputStream(bytes("a\\n\\n12345678901\\nbb\\nccc"))) {
            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                return super.read(into, offset, Math.min(chunk, length));
            }
        };
        assertThat(read(slow)).isEqualTo("line 1:a line 3:too-large line 4:bb line 5:ccc");
    }

    private static byte[] bytes(String text) {
        return text.replace("\\n", "\n")
                .replace("\\r", "\r")
                .replace("\\t", "\t")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String read(InputStream in) throws IOException {
        List<String> entries = new ArrayList<>();
        try (JsonLines lines = new JsonLines(in, 10)) {
            for (ImportEntry entry = lines.next(); entry != null; entry = lines.next()) {
                entries.add(entry.name() + ":"
                        + switch (entry) {
                            case ImportEntry.Article article ->
                                new String(article.upload().content(), StandardCharsets.UTF_8).strip();
                            case ImportEntry.Bad bad -> bad.problem().type().slug();
                        });
            }
        }
        return String.join(" ", entries);
    }
}
