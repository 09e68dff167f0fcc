package org.dibao.render.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dibao.render.body.Shown.body;
import static org.dibao.render.body.Shown.html;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Samples are written for these tests, in the shapes that Chinese papers' exports have. */
class NewsShapesTest {
    private static final String LONG = "<p>湖边的小镇今年修好了三座老桥，镇上的人每天从桥上走过，孩子们在桥头等校车，老人们在桥下打牌，日子过得安稳。</p>";

    @ParameterizedTest
    @ValueSource(strings = {"　　", "&nbsp;&nbsp; ", "&emsp;&emsp;", "　</b><b>　"})
    void indentsByHandAreTakenOff(String indent) {
        assertThat(html("<p><b>" + indent + "小镇</b>新闻　内</p>"))
                .endsWith("<b>小镇</b>新闻　内</p>")
                .doesNotContain("<b>　");
    }

    @Test
    void theRunningTextHasNoHeadingsNotesCodeOrContents() {
        String notes =
                "<div class=\"footnotes\" role=\"doc-endnotes\"><ol><li id=\"fn:1\"><p>注。<a href=\"#fnref:1\">↩</a></p></li></ol></div>";
        assertThat(body("<ul id=\"markdown-toc\"><li><a href=\"#a\">甲</a></li></ul><h2 id=\"a\">甲</h2><p>潮水来得\n早，"
                                + "<sup id=\"fnref:1\" role=\"doc-noteref\"><a href=\"#fn:1\">1</a></sup>\nthe ferry\nruns.</p>"
                                + "<pre><code>x = 1</code></pre><p>乙<br>丙 <code>y</code></p>" + notes)
                        .running())
                .isEqualTo("潮水来得早，the ferry runs. 乙 丙 y");
    }

    @Test
    void addressesAndOtherLongWordsAreMarked() {
        String given = "<p>见https://example.com/%E6%B9%96，<a href=\"/b\" rel=\"noopener\">Characteristically</a></p>"
                + "<pre><code>https://example.com/%E6%B9%96</code></pre>";
        String shown = given.replaceFirst("https://[!-~]+", "<span class=\"unbroken\">$0</span>");
        assertThat(html(given)).isEqualTo(shown);
        assertThat(html(shown)).isEqualTo(shown);
    }

    @Test
    void aLongWordAroundSomethingThatGoesIsOne() {
        assertThat(html("<p>2026-01-25<img>2026-01-252026-01-25</p>"))
                .isEqualTo("<p><span class=\"unbroken\">2026-01-252026-01-252026-01-25</span></p>");
    }

    @Test
    void paragraphsWithoutContentGo() {
        assertThat(html("<p>甲</p><p>&nbsp;</p><p>　<br></p><p><b> </b></p><p><img src=\"/a.png\"></p>"))
                .isEqualTo("<p>甲</p><p><img src=\"/a.png\" alt=\"\"></p>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p class=\"em_media\">（文章来源：湖畔日报）</p>",
                "<p>（来源：湖畔日报）</p>",
                "<p>来源：湖畔日报</p>",
                "<p>【稿件来源: 湖畔日报】</p>",
                "<p class=\"em_media\">湖畔日报</p>",
                "<p>来源：湖畔日报</p><p>责任编辑：王五</p>",
                "<p>(Source: 湖畔日报)</p>",
                "<p>（来源：湖畔日报 作者：张三）</p>"
            })
    void theLastLineTellsTheSource(String line) {
        RenderedBody body = body(LONG + line);
        assertThat(body.source()).isEqualTo(new SourceLine("湖畔日报", null));
        assertThat(body.html()).contains("<p class=\"source\">").doesNotContain("em_media");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p>图片来源：湖畔日报摄影部供图，未经许可不得转载，违者必究，特此声明如上，请各位读者知悉并予以配合，谢谢大家的理解与支持，再次感谢。</p>",
                "<p>水的来源：山上</p>",
                "<p>来源：</p>",
                "<p class=\"em_media\">（文章来源：）</p>",
                "<p>来源：我们的水从哪里来？来源于山上。</p>",
                "<p>来源：湖畔日报</p>" + LONG
            })
    void otherLinesTellNoSource(String line) {
        assertThat(body(LONG + line).source()).isNull();
    }

    @Test
    void aBareAddressAtTheEndIsShownByName() {
        RenderedBody body = body(LONG + "<p class=\"em_media\">（来源：湖畔日报）</p>"
                + "<p><a href=\"http://lake.example/n?id=7\">http://lake.example/n?id=7</a></p>"
                + "<p><a href=\"//old.example/a.html\">返回</a>｜<a href=\"//old.example/\">首页</a></p>");
        assertThat(body.source()).isEqualTo(new SourceLine("湖畔日报", "http://lake.example/n?id=7"));
        assertThat(body.html())
                .contains("<a href=\"http://lake.example/n?id=7\" rel=\"noopener\" class=\"original\">Original</a>")
                .contains("<p><a href=\"/a.html\">返回</a>｜<a href=\"/\">首页</a></p>");
    }

    @Test
    void anAddressThatTheTextAnnouncesStays() {
        String html = "<p>报名地址：</p><p><a href=\"http://lake.example/\">http://lake.example/</a></p>";
        assertThat(html(LONG + html)).contains(">http://lake.example/</a>").doesNotContain("original");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p>①老桥新貌</p> <p>②桥头的校车</p> <p>③打牌的老人</p>",
                "<p>①老桥新貌②桥头的校车　③打牌的老人</p>",
                "<p>①老桥新貌<br>②桥头的校车<br>③打牌的老人</p>"
            })
    void captionsWithoutPicturesAreOneQuietList(String captions) {
        assertThat(html(LONG + captions + "<p>来源：湖畔日报</p>"))
                .contains("<ol class=\"captions\"><li>老桥新貌</li><li>桥头的校车</li><li>打牌的老人</li></ol>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p>步骤如下：</p><p>①打开</p><p>②关上</p>",
                "<p>①打开。</p><p>②关上。</p>",
                "<p>①打开</p><p>③关上</p>",
                "<p>①打开</p>",
                "<p>①打开</p><p>②关上</p><p>就是这样</p>",
                "<p>①打开</p><p>②关上</p><p><img src=\"/a.png\"></p>"
            })
    void numberedStepsAreNoCaptions(String steps) {
        assertThat(html(LONG + steps)).doesNotContain("captions");
    }

    @Test
    void pairsOfShortLinesThatComeAgainAreHeadings() {
        String html = LONG + "<p>修桥铺路</p><p>走在前面</p>" + LONG + "<p>读书看报</p> <p>走在前面</p>" + LONG
                + "<p>种树养花</p><p>走在前面</p>" + LONG;
        String grouped = BodyRenderer.of(html, Shown.GROUPED).html();
        assertThat(grouped)
                .contains("<h2 id=\"修桥铺路-走在前面\">修桥铺路<br>走在前面</h2>")
                .contains("<h2 id=\"读书看报-走在前面\">")
                .contains("<h2 id=\"种树养花-走在前面\">");
        assertThat(html(html)).as("only where the site wants it").doesNotContain("<h2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p>桥上的月亮</p><p>桥下的水</p><p>都往东去</p>",
                "<p>“你来了”</p><p>“我来了”</p>",
                "<p>张三 李四、</p><p>王五（女）</p>",
                "<p>桥还在。</p><p>水还在。</p>",
                "<p><b>张三</b></p><p>李四</p>"
            })
    void poemsDialoguesAndListsOfNamesAreNoHeadings(String lines) {
        assertThat(BodyRenderer.of((LONG + lines).repeat(4) + LONG, Shown.GROUPED)
                        .html())
                .doesNotContain("<h2");
    }
}
