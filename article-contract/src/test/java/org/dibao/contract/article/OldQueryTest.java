package org.dibao.contract.article;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;

class OldQueryTest {
    @Test
    void anAddressHasOneSpellingWhateverTheOrderOfItsParameters() {
        ArticlePath one = OldQuery.address("/view.php", "tid=5&mod=%E6%97%A7+x");
        assertThat(one).isEqualTo(OldQuery.address("/view.php", "mod=%e6%97%a7%20x&&tid=5"));
        assertThat(one.value()).isEqualTo("/view.php?mod=旧 x&tid=5");
        assertThat(OldQuery.names(one)).containsExactlyInAnyOrder("mod", "tid");
        assertThat(ArticlePath.parse(one.encoded())).isEqualTo(one);
    }

    @Test
    void onlyParametersThatOldAddressesHaveAreKept() {
        assertThat(OldQuery.only(Set.of("p"), "utm_source=x&p=7&fbclid")).isEqualTo("p=7");
        assertThat(OldQuery.only(Set.of("é"), "e%CC%81=7")).isEqualTo("é=7");
        assertThat(OldQuery.only(Set.of("p"), "q=7")).isEmpty();
        assertThat(OldQuery.only(Set.of(), "p=7")).isEmpty();
        assertThat(OldQuery.only(Set.of("p"), "p=" + "7".repeat(OldQuery.MAX_LENGTH)))
                .isEmpty();
        assertThat(OldQuery.only(Set.of("p"), "p=%zz")).isEqualTo("p=%zz");
    }

    /** An old address may consist of nothing but a number: no name for each. */
    @Test
    void aParameterWithoutAValueHasTheEmptyName() {
        assertThat(OldQuery.names(OldQuery.address("/view.php", "1234"))).containsExactly("");
        assertThat(OldQuery.only(Set.of(""), "1234")).isEqualTo("1234");
        assertThat(OldQuery.names(new ArticlePath("/a.html"))).isEmpty();
    }

    @Test
    void whatNoPathCanHaveIsRefused() {
        assertThatThrownBy(() -> OldQuery.address("/a", "u=https://x.example/"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> OldQuery.address("/a", "u=%00")).isInstanceOf(IllegalArgumentException.class);
    }
}
