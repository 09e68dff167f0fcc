package org.dibao.render.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SnippetsTest {

    @Test
    void whatWasLookedForIsMarkedAndAllElseEscaped() {
        assertThat(of("alert 大众").title("<script>alert('大众')</script> & \"more\""))
                .isEqualTo(
                        "&lt;script&gt;<mark>alert</mark>(&#39;<mark>大众</mark>&#39;)&lt;/script&gt; &amp; &quot;more&quot;");
        assertThat(of("a b <mark>").passage("<mark>a</mark><img src=x onerror=b>"))
                .doesNotContain("<img")
                .doesNotContain("</mark></mark>")
                .contains("&lt;<mark>mark</mark>&gt;");
    }

    @Test
    void pairsThatOverlapAreOneMark() {
        assertThat(of("大众日报").title("读大众日报网")).isEqualTo("读<mark>大众日报</mark>网");
    }

    @Test
    void partsOfAWordAreMarkedOnlyWhereTheWholeIsNowhere() {
        assertThat(of("大众日报").title("日报与大众日报")).isEqualTo("日报与<mark>大众日报</mark>");
        assertThat(of("大众日报").title("日报与大众")).isEqualTo("<mark>日报</mark>与<mark>大众</mark>");
        assertThat(of("大众日报 云南省").title("大众日报在云南")).isEqualTo("<mark>大众日报</mark>在<mark>云南</mark>");
    }

    @Test
    void aSingleCharacterIsMarkedWhereverItStands() {
        assertThat(of("报").title("报社的日报，报")).isEqualTo("<mark>报</mark>社的日<mark>报</mark>，<mark>报</mark>");
        assertThat(of("5月").title("5月3日")).isEqualTo("<mark>5</mark><mark>月</mark>3日");
    }

    @Test
    void thePassageWithMostOfItIsShown() {
        String text = "开头的话。".repeat(60) + "云南下雨。" + "中间的话。".repeat(60) + "云南的昆明今天天气晴朗。" + "最后的话。".repeat(60);
        String passage = of("云南 昆明 天气").passage(text);
        assertThat(passage)
                .startsWith("…<mark>云南</mark>的<mark>昆明</mark>今天<mark>天气</mark>晴朗。")
                .endsWith("…");
        assertThat(passage.replaceAll("</?mark>", "")).hasSizeLessThanOrEqualTo(160);
    }

    @Test
    void whereOnlyTheTitleHasItTheBeginningIsShown() {
        assertThat(of("Nothing").passage("The beginning\nof a text")).isEqualTo("The beginning of a text");
        assertThat(of("Nothing").passage("")).isEmpty();
    }

    @Test
    void noCharacterIsCutInTwo() {
        String text = "𠀀".repeat(400) + "大众" + "𠀁".repeat(400);
        assertThat(of("大众").passage(text).replaceAll("[\\x{20000}-\\x{20001}]|</?mark>|…|大众", ""))
                .isEmpty();
        assertThat(of("另外").passage(text).replaceAll("[\\x{20000}-\\x{20001}]|</?mark>|…|大众", ""))
                .isEmpty();
    }

    private static Snippets of(String typed) {
        return new Snippets(ParsedQuery.of(typed, 200, 64));
    }
}
