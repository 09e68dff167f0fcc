package org.dibao.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MetricsTest {
    @Test
    void whereAServiceStandsIsToldInWordsAndTroubleOnlyIfThereIsSome() {
        String page = """
                dibao_store_position{application="store"} 1234567
                dibao_store_lag_positions 2500
                dibao_store_dead_letters_total 0
                dibao_store_stopped_position -1
                """;
        assertThat(Metrics.words(Metrics.standing(page)))
                .containsExactly("has decided everything up to position 1234567", "submissions not decided yet: 2,500");
        assertThat(Metrics.words(Metrics.standing(page.replace(" 0\n", " 3\n").replace(" -1\n", " 0\n"))))
                .contains(
                        "records that could not be read, since the start: 3",
                        "cannot handle position 0, and tries it again");
    }

    @Test
    void aPositionIsToldOnceThereIsOne() {
        String page = "dibao_store_position -1\ndibao_gateway_position 0\ndibao_store_lag_positions 0\n";
        assertThat(Metrics.words(Metrics.standing(page)))
                .containsExactlyInAnyOrder("serves everything up to position 0", "submissions not decided yet: 0");
    }

    @Test
    void eachMetricThatIsShownHasWords() throws Exception {
        String names = Pattern.compile("^\\| `(dibao_[a-z_]+)` ", Pattern.MULTILINE)
                .matcher(Files.readString(Path.of("../docs/metrics.md")))
                .results()
                .map(name -> name.group(1) + " 7")
                .collect(Collectors.joining("\n"));
        var standing = Metrics.standing(names);
        assertThat(standing).hasSizeGreaterThan(12);
        assertThat(Metrics.words(standing)).hasSameSizeAs(standing.entrySet());
    }
}
