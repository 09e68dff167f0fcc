package org.dibao.contract.purge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.YearMonth;
import java.util.Random;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PurgeKeyTest {

    @Test
    void tagsThatDifferInSignsHaveKeysOfTheirOwn() {
        assertThat(PurgeKey.tag("C#")).isEqualTo(PurgeKey.tag("c-u23")).isNotEqualTo(PurgeKey.tag("C"));
    }

    @Test
    void plainNamesStandAsTheyAre() {
        assertThat(PurgeKey.path("/news/2022/01/25/a.html")).hasToString("path:/news/2022/01/25/a.html");
        assertThat(PurgeKey.article(new ArticleId("NW-1"))).hasToString("article:NW-1");
        assertThat(PurgeKey.category("Local News")).hasToString("category:local-news");
        assertThat(PurgeKey.tag("C")).hasToString("tag:c");
        assertThat(PurgeKey.author("Li Hua")).hasToString("author:li-hua");
        assertThat(PurgeKey.archive(2022)).hasToString("archive:2022");
        assertThat(PurgeKey.archive(YearMonth.of(2022, 1))).hasToString("archive:2022-01");
        assertThat(PurgeKey.sitemap(YearMonth.of(2022, 1))).hasToString("sitemap:2022-01");
    }

    @Test
    void otherNamesAreDigests() {
        assertThat(PurgeKey.category("财经")).hasToString("category:~fOIHhWeZkD9AJAkIvnEVsD");
        assertThat(PurgeKey.path("/a b")).isNotEqualTo(PurgeKey.path("/a c"));
        assertThat(PurgeKey.path("/" + "x".repeat(100)).token())
                .startsWith("path:~")
                .hasSize(28);
    }

    @Test
    void everyKeyIsShortVisibleAscii() {
        long seed = Long.getLong("dibao.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            StringBuilder name = new StringBuilder();
            random.ints(random.nextInt(80), ' ', random.nextBoolean() ? 0x7F : 0x1FFFF)
                    .forEach(name::appendCodePoint);
            for (PurgeKey key : new PurgeKey[] {
                PurgeKey.path("/" + name),
                PurgeKey.category(name.toString()),
                PurgeKey.tag(name.toString()),
                PurgeKey.author(name.toString())
            }) {
                assertThat(key.token()).as("seed %d", seed).matches("[!-~]{1,64}");
            }
        }
    }

    @Test
    void aListingHasOneKeyHoweverItsNameIsWritten() {
        assertThat(PurgeKey.category("Local  News!")).isEqualTo(PurgeKey.category("local-news"));
        assertThat(PurgeKey.tag("Cafe\u0301")).isEqualTo(PurgeKey.tag("caf\u00e9"));
    }

    @Test
    void itIsATextInJson() {
        assertThat(Json.text(PurgeKey.HOME)).isEqualTo("\"home\"");
        assertThat(Json.read("\"home\"", PurgeKey.class)).isEqualTo(PurgeKey.HOME);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a b", "a\nb", "é", "0123456789012345678901234567890123456789012345678901234567890123-"})
    void nothingElseIsAKey(String token) {
        assertThatIllegalArgumentException().isThrownBy(() -> new PurgeKey(token));
    }
}
