package org.dibao.render.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dibao.render.body.Shown.html;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValidityTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<center>a</center>|<div class=\"align-center\">a</div>",
                "<p align=\"Right\">a</p>|<p class=\"align-right\">a</p>",
                "<p><font color=\"red\">a</font><tt>b</tt><big>c</big><strike>d</strike></p>|<p><span>a</span><code>b</code><span class=\"big\">c</span><s>d</s></p>",
                "<p><a name=\"x\"></a>a</p>|<p><a id=\"x\"></a>a</p>",
                "<p>a<a href=\"/x\"> </a></p>|<p>a </p>",
                "<p><a href=\"/x\"><img src=\"/a.png\"></a></p>|<p><a href=\"/x\" aria-label=\"Picture\"><img src=\"/a.png\" alt=\"\"></a></p>",
                "<h2> </h2><p>a</p>|<p>a</p>",
                "<ul>a<li>b</li><ul><li>c</li></ul></ul>|<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>",
                "<li>a</li>|<div class=\"li\">a</div>",
                "<dl><dd>a</dd></dl>|<div><div class=\"dd\">a</div></div>",
                "<b><p>a</p></b>|<div class=\"b\"><p>a</p></div>",
                "<h2><div>a</div></h2>|<h2 id=\"a\"><span>a</span></h2>",
                "<a href=\"/x\"><details>a</details></a>|<details><summary>Details</summary>a</details>",
                "<p lang=\"zh_cn\">a</p><p lang=\"klingon\">b</p>|<p lang=\"zh-CN\">a</p><p>b</p>",
                "<p><img src=\"/a.png\" width=\"50%\" height=\"30px\"></p>|<p><img src=\"/a.png\" height=\"30\" alt=\"\"></p>",
                "<p><img alt=\"a\">b</p>|<p>b</p>",
                "<section><h3>a</h3></section>|<div class=\"section\"><h2 id=\"a\">a</h2></div>",
                "<p><time>gestern</time></p>|<p><span>gestern</span></p>",
                "<p role=\"button\" aria-label=\"b\">a</p>|<p>a</p>",
                "<ol type=\"x\" start=\"two\"><li value=\"3\">a</li></ol>|<ol><li value=\"3\">a</li></ol>",
            })
    void whatHtmlHasGivenUpIsMended(String given, String shown) {
        assertThat(html(given)).isEqualTo(shown);
    }

    @Test
    void aTableScrollsByKeyboardAndItsHeadersHead() {
        assertThat(html("<table border=1><tr><th>a<th>b<tr><th>c<td align=center width=5>d<tr></table>"))
                .isEqualTo("<div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-label=\"Table 1\"><table><tbody>"
                        + "<tr><th scope=\"col\">a</th><th scope=\"col\">b</th></tr>"
                        + "<tr><th scope=\"row\">c</th><td class=\"align-center\">d</td></tr></tbody></table></div>");
    }

    @Test
    void cellsNeitherOverlapNorReachOut() {
        assertThat(html("<table><tr><td rowspan=9>a<td colspan=5>b<tr><td>c</table>"))
                .contains("<tr><td rowspan=\"2\">a</td><td>b</td></tr><tr><td>c</td></tr>");
    }

    @Test
    void picturesAfterTheFirstWait() {
        assertThat(html("<p><img src=\"/a\" alt=\"a\" loading=\"lazy\"><img src=\"/b\" alt=\"b\"></p>"))
                .isEqualTo(
                        "<p><img src=\"/a\" alt=\"a\"><img src=\"/b\" alt=\"b\" loading=\"lazy\" decoding=\"async\"></p>");
    }

    @Test
    void footnotesSayWhatTheyAre() {
        assertThat(html(
                        "<p>a<sup id=\"fnref:1\" role=\"doc-noteref\"><a href=\"#fn:1\" class=\"footnote\" rel=\"footnote\">1</a></sup></p>"
                                + "<div class=\"footnotes\" role=\"doc-endnotes\"><ol><li id=\"fn:1\" role=\"doc-endnote\"><p>n <a href=\"#fnref:1\""
                                + " class=\"reversefootnote\" role=\"doc-backlink\">↩</a></p></li></ol></div>"))
                .contains(
                        "<a href=\"#fn:1\" class=\"footnote\" rel=\"footnote\" role=\"doc-noteref\" aria-label=\"Footnote 1\">1</a></sup>")
                .contains("<div class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"Footnotes\">")
                .contains("<li id=\"fn:1\">")
                .contains("role=\"doc-backlink\" aria-label=\"Back to the text\">↩</a>");
    }

    @Test
    void wideCodeIsReachedByKeyboard() {
        assertThat(html("<pre>short</pre>")).isEqualTo("<pre>short</pre>");
        assertThat(html("<pre>" + "long ".repeat(20) + "</pre>")).startsWith("<pre tabindex=\"0\">");
    }
}
