package org.dibao.render.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SearchableTextTest {

    @Test
    void blocksAreLinesAndEmphasisPartsNoWord() {
        assertThat(
                        SearchableText.of(
                                "<h2>标题</h2>\n<p>大<b>众</b>日<a href=\"/x?a=1&amp;b=>\">报</a></p><ul><li>one</li><li>two</li></ul>"))
                .isEqualTo("标题\n大众日报\none\ntwo");
    }

    @Test
    void aLineOfTheSourceThatEndsWithinAChineseWordDoesNotEndIt() {
        assertThat(SearchableText.of("<p>　　大众\n日报 and\nmore\n字</p>")).isEqualTo("大众日报 and more 字");
    }

    @Test
    void entitiesAreWhatTheyStandFor() {
        assertThat(SearchableText.of("<p>a &lt;b&gt; &amp; c&nbsp;d &#x4e2d; &unknown; &</p>"))
                .isEqualTo("a <b> & c d 中 &unknown; &");
    }

    @Test
    void whatNobodyReadsIsLeftOut() {
        assertThat(SearchableText.of(
                        "<p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp>字<rt>ji</rt></ruby><!-- x > y --> in\u00ADvisible</p>"
                                + "<script>alert(1)</script>"))
                .isEqualTo("漢字 invisible");
        assertThat(SearchableText.of(
                        "<p>The gates<sup id=\"fnref:1\"><a href=\"#fn:1\" class=\"footnote\">1</a></sup> opened.</p>"
                                + "<ol><li><p>At noon. <a href=\"#fnref:1\">↩</a></p></li></ol>"))
                .isEqualTo("The gates opened.\nAt noon.");
        assertThat(SearchableText.of("<p>prices<sup><a>1</a></sup></p>")).isEqualTo("prices 1");
    }

    @Test
    void brokenMarkupEndsSomewhere() {
        for (String broken :
                new String[] {"<", "<p", "<p class=\"x", "<!--", "&", "&#", "a<b", "</", "<script>x", "1 < 2", "<rt>"
                }) {
            assertThat(SearchableText.of(broken)).as(broken).isNotNull();
        }
        assertThat(SearchableText.of("1 < 2")).isEqualTo("1 < 2");
    }
}
