package org.dibao.render.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TermTokenizerTest {

    @Test
    void wordsAreLowerCasedAndLoseTheirAccents() {
        assertThat(terms("Crème Brûlée, STRAßE! O’Neill’s COVID-19"))
                .containsExactly("0:creme", "1:brulee", "2:strasse", "3:o", "4:neill", "5:s", "6:covid", "7:19");
        assertThat(terms("cafe\u0301")).containsExactly("0:cafe");
    }

    @Test
    void fullWidthFormsAreTheLettersTheyStandFor() {
        assertThat(terms("ＡＢＣ１２３ ﬁne")).containsExactly("0:abc123", "1:fine");
    }

    @Test
    void chineseBecomesPairsAndItsEndsStandAloneToo() {
        assertThat(terms("大众日报")).containsExactly("0:大", "0:大众", "1:众日", "2:日报", "3:报$");
        assertThat(terms("月")).containsExactly("0:月", "0:月$");
        assertThat(terms("5月3日，晴")).containsExactly("0:5", "1:月", "1:月$", "2:3", "3:日", "3:日$", "4:晴", "4:晴$");
    }

    @Test
    void traditionalAndRareCharactersStayWhatTheyAre() {
        assertThat(terms("臺灣")).contains("0:臺灣");
        assertThat(terms("𠀀𠀁")).contains("0:𠀀𠀁");
        assertThat(terms("東京タワー")).contains("0:東京", "2:タワ", "3:ワー");
        assertThat(terms("서울시")).contains("0:서울", "1:울시");
        assertThat(terms("\uF9D0\u5225")).contains("0:類別"); // a form kept for old encodings
    }

    @Test
    void aVeryLongWordIsCut() {
        assertThat(terms("x".repeat(5000)))
                .singleElement()
                .satisfies(term -> assertThat(term).hasSizeLessThan(70));
        assertThat(terms("\uFDFA".repeat(5000))).isNotEmpty();
        assertThat(terms("\uD800 \uDC00 a\uD800b")).containsExactly("0:a", "1:b");
    }

    @Test
    void termsKnowWhereTheyStand() {
        String text = "Für 大众 Über";
        TermTokenizer terms = new TermTokenizer();
        terms.over(text, 0);
        List<String> cuts = new ArrayList<>();
        while (terms.next()) {
            cuts.add(text.substring(terms.start(), terms.end()));
        }
        assertThat(cuts).containsExactly("Für", "大", "大众", "众", "Über");
    }

    private static List<String> terms(String text) {
        TermTokenizer terms = new TermTokenizer();
        terms.over(text, 0);
        List<String> all = new ArrayList<>();
        while (terms.next()) {
            all.add(terms.position() + ":" + terms.term().replace(TermTokenizer.END, '$'));
        }
        return all;
    }
}
