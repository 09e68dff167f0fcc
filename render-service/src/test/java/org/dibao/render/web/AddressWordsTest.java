package org.dibao.render.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AddressWordsTest {

    @Test
    void theLastSegmentSaysWhatAnAddressIsAbout() {
        assertThat(AddressWords.of("/nope/2026/11/24/night-school.html")).isEqualTo("night school");
        assertThat(AddressWords.of("/_posts/2026-11-24-night_school/")).isEqualTo("night school");
        assertThat(AddressWords.of("/城市/河道地图.html")).isEqualTo("河道地图");
    }

    @Test
    void numbersAndNonsenseSayNothing() {
        for (String none :
                new String[] {"/", "/4711.html", "/2026/11/", "/%zz", "/" + "x".repeat(70), "/...", "/-.html"}) {
            assertThat(AddressWords.of(none)).as(none).isEmpty();
        }
    }
}
