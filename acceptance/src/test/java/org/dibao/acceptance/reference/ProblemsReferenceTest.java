package org.dibao.acceptance.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import org.dibao.contract.event.Problem;
import org.dibao.render.theme.Theme;
import org.junit.jupiter.api.Test;

/** Each type of problem is in the table, in the words of the site's own page about it. */
class ProblemsReferenceTest {

    @Test
    void theTableIsUpToDate() throws IOException {
        Properties texts = new Properties();
        try (Reader file = new InputStreamReader(
                Objects.requireNonNull(Theme.class.getResourceAsStream("texts/en.properties")),
                StandardCharsets.UTF_8)) {
            texts.load(file);
        }
        StringBuilder all =
                new StringBuilder("\n| type | status | title | meaning, and what to do |\n|---|---|---|---|\n");
        for (Problem.Type type : Problem.Type.values()) {
            assertThat(texts.getProperty("problem." + type.slug() + ".title")).isEqualTo(type.title());
            all.append("| `")
                    .append(type.uri())
                    .append("` | ")
                    .append(type.status())
                    .append(" | ");
            all.append(type.title()).append(" | ");
            all.append(Objects.requireNonNull(texts.getProperty("problem." + type.slug() + ".text")))
                    .append(" |\n");
        }
        new GeneratedPart("problems.md").mustBe(all.append("\n").toString());
    }
}
