package org.dibao.contract.article;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlugTest {

    @ParameterizedTest
    @CsvSource({
        "The _config.yml file,                 the-config-yml-file,   The-_config.yml-file",
        "NW202201252260188747,                 nw202201252260188747,  NW202201252260188747",
        "上海：“早市” 开盘！,                   上海-早市-开盘,         上海-早市-开盘",
        "--a--b--,                             a-b,                   a-b",
        "a/b\\c?d#e%f,                         a-b-c-d-e-f,           a-b-c-d-e-f",
        "It's 50% (off); really!,              it-s-50-off-really,    It's-50-(off);-really!",
        "'C++, C#',                            c-c,                   'C++,-C'",
        "Daily [print],                        daily-print,           Daily-print",
        "हिन्दी समाचार,                          हिन्दी-समाचार,           हिन्दी-समाचार",
        "cafe\u0301,                           caf\u00e9,             caf\u00e9",
        "...,                                  u2e-u2e-u2e,           ...",
        "！？——,                                uff01-uff1f-u2014-u2014, ''"
    })
    void aNameAsJekyllSlugifiesIt(String name, String slug, String pretty) {
        assertThat(Slug.of(name)).isEqualTo(slug);
        assertThat(Slug.pretty(name)).isEqualTo(pretty);
    }

    @ParameterizedTest
    @CsvSource({
        "C,           c",
        "C#,          c-u23",
        "C++,         c-u2b-u2b",
        "c--,         c-u2d-u2d",
        "5G,          5g",
        "5G+,         5g-u2b",
        "C++ STL,     c-u2b-u2b-stl",
        "C++20,       c-u2b-u2b-20",
        "#news,       news",
        "Node.js,     node-js",
        "a--b,        a-b",
        "Hello-World, hello-world",
        "c-u2b-u2b,   c-u2b-u2b",
    })
    void theSlugOfATagTellsSignsApart(String name, String slug) {
        assertThat(Slug.ofTag(name)).isEqualTo(slug);
        assertThat(Slug.ofTag(slug)).isEqualTo(slug);
    }

    @ParameterizedTest
    @ValueSource(strings = {"C++", "F#", "C++ Primer", "A♯ minor", "x-- y", "Go", "宽＋窄"})
    void withoutSignsATagHasTheSlugOfOtherPrograms(String name) {
        assertThat(Slug.withoutSigns(Slug.ofTag(name))).isEqualTo(Slug.of(name));
    }

    @ParameterizedTest
    @CsvSource({
        "T\u0308est, \u1e97est",
        "H\u0331adith, \u1e96adith",
        "J\u030cx, \u01f0x",
        "\u0130stanbul, i\u0307stanbul"
    })
    void lettersThatComposeInLowerCaseOnlyAreComposed(String name, String slug) {
        assertThat(Slug.of(name)).isEqualTo(slug);
    }

    @ParameterizedTest
    @CsvSource({
        "😀, u1f600",
        "'+++', u2b-u2b-u2b",
        "'! ? ', u21-u3f",
        "❤, u2764",
        "❤\uFE0F, u2764",
        "👨\u200D👧, u1f468-u1f467",
        "'\u0301', u301",
        "'', ''",
        "' \u00A0\u200B\uFE0F', ''"
    })
    void aNameWithoutLetterOrDigitGivesTheNumbersOfItsSigns(String name, String slug) {
        assertThat(Slug.of(name)).isEqualTo(slug);
        assertThat(Slug.of(slug)).isEqualTo(slug);
    }

    @Test
    void theNumbersOfSignsAreCutBetweenSigns() {
        assertThat(Slug.of("😀".repeat(100))).matches("u1f600(-u1f600)*").hasSizeBetween(193, Slug.MAX_SIGNS);
        assertThat(Slug.words("😀")).isEmpty();
    }

    @Test
    void aSlugIsItsOwnSlug() {
        int[] marks = IntStream.concat(
                        IntStream.rangeClosed(0x300, 0x36F), IntStream.of(0x5B0, 0x1DC0, 0x20D0, 0x3099, 0x302A))
                .toArray();
        for (int c = 1; c <= Character.MAX_CODE_POINT; c++) {
            String one = Character.toString(c);
            isItsOwnSlug("a" + one + one);
            isItsOwnSlug(one);
            if (!one.equals(one.toLowerCase(Locale.ROOT)) || Character.getType(c) == Character.NON_SPACING_MARK) {
                for (int mark : marks) {
                    isItsOwnSlug(one + Character.toString(mark));
                    isItsOwnSlug("\u0130" + one + Character.toString(mark) + "\u0327\u03a3");
                }
            }
        }
    }

    private static void isItsOwnSlug(String name) {
        String slug = Slug.of(name);
        if (!Slug.of(slug).equals(slug)) { // not asserted at once: there are a million of them
            assertThat(Slug.of(slug))
                    .as("of " + name.codePoints().mapToObj(Integer::toHexString).toList())
                    .isEqualTo(slug);
        }
    }
}
