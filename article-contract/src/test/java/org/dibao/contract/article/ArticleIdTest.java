package org.dibao.contract.article;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArticleIdTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "2022-01-25-NW202201252260188747",
                "邸报 第一期",
                "0198c0de-0000-7000-8000-000000000000",
                "a.b",
                "...",
                "a:b",
                "2024-01-06-c#",
                "100% sure?",
                "🎉"
            })
    void anyNameOfAFileIsAnId(String id) {
        assertThat(new ArticleId(id).value()).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                " a",
                "a ",
                "\u3000a",
                ".",
                "..",
                "a/b",
                "a\\b",
                "a\nb",
                "a\u0000b",
                "a\u0085b",
                "a\u2028b",
                "a\ud800"
            })
    void whatCannotBeTheNameOfAFileIsNone(String id) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ArticleId(id));
    }

    @Test
    void twoSpellingsOfOneNameAreOneId() {
        assertThat(new ArticleId("cafe\u0301")).isEqualTo(new ArticleId("caf\u00e9"));
    }

    @Test
    void itHasAnEnd() {
        assertThat(new ArticleId("很".repeat(200)).value()).hasSize(200);
        assertThatIllegalArgumentException().isThrownBy(() -> new ArticleId("很".repeat(201)));
    }
}
