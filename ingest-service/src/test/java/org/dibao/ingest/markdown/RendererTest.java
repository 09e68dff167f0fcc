package org.dibao.ingest.markdown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.stream.Stream;
import org.dibao.contract.article.Source;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RendererTest {

    static Stream<Arguments> markdown() {
        return Stream.of(
                row("a\nb  \nc", "<p>a\nb<br>\nc</p>"),
                row(
                        "*a* **b** ***c*** `d` ~~e~~",
                        "<p><em>a</em> <strong>b</strong> <strong><em>c</em></strong> <code>d</code> <del>e</del></p>"),
                row("这是**重点：**内容，**“引”**后", "<p>这是<strong>重点：</strong>内容，<strong>“引”</strong>后</p>"),
                row("2 * 3 * 4 snake_case_word", "<p>2 * 3 * 4 snake_case_word</p>"),
                row("\"q\" 'r' it's -- --- ...", "<p>“q” ‘r’ it’s – — …</p>"),
                row("# A b!\n## A b", "<h1 id=\"a-b\">A b!</h1>\n<h2 id=\"a-b-1\">A b</h2>"),
                row("## 标题 一", "<h2 id=\"标题-一\">标题 一</h2>"),
                row("## A {#own}", "<h2 id=\"own\">A</h2>"),
                row("text:\n* a\n* b", "<p>text:</p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
                row("text:\n> q", "<p>text:</p>\n<blockquote>\n<p>q</p>\n</blockquote>"),
                row(
                        "- [x] a\n- [ ] b",
                        "<ul class=\"task-list\">\n<li class=\"task-list-item\">☑&nbsp;a</li>\n<li class=\"task-list-item\">☐&nbsp;b</li>\n</ul>"),
                row("```java\na < b\n```", "<pre><code class=\"language-java\">a &lt; b\n</code></pre>"),
                row("~~~\n<p>\n~~~", "<pre><code>&lt;p&gt;\n</code></pre>"),
                row("term\n: text", "<dl>\n<dt>term</dt>\n<dd>text</dd>\n</dl>"),
                row("HTML\n\n*[HTML]: Hyper Text", "<p><abbr title=\"Hyper Text\">HTML</abbr></p>"),
                row(
                        "<http://e.example/a?b=c&d>",
                        "<p><a href=\"http://e.example/a?b=c&amp;d\">http://e.example/a?b=c&amp;d</a></p>"),
                row(
                        "[a](//e.example/) [b](/c) [d](e.html) [f](#g)",
                        "<p><a href=\"//e.example/\">a</a> <a href=\"/c\">b</a> <a href=\"e.html\">d</a> <a href=\"#g\">f</a></p>"),
                row("![图 \"x\"](/a.png \"题\")", "<p><img src=\"/a.png\" alt=\"图 &quot;x&quot;\" title=\"题\"></p>"),
                row(
                        " <p>a</p>\n <p>b</p><p class=\"em_media\">c</p>\n\n<http://e.example/>",
                        "<p>a</p>\n<p>b</p>\n<p class=\"em_media\">c</p>\n\n<p><a href=\"http://e.example/\">http://e.example/</a></p>"),
                row("<div>\n\n*a*\n\n</div>", "<div>\n\n*a*\n\n</div>"),
                row("a <b>*c*</b>", "<p>a <b><em>c</em></b></p>"));
    }

    @ParameterizedTest
    @MethodSource("markdown")
    void markdownIsReadAsKramdownReadsIt(String source, String html) {
        assertThat(html(source)).isEqualTo(html);
    }

    static Stream<Arguments> attributeLists() {
        return Stream.of(
                row("a\n{: .x #y}", "<p class=\"x\" id=\"y\">a</p>"),
                row("{: .x}\na", "<p class=\"x\">a</p>"),
                row("# A\n{: .x}", "<h1 class=\"x\" id=\"a\">A</h1>"),
                row("- a\n- b\n{: .x}", "<ul class=\"x\">\n<li>a</li>\n<li>b</li>\n</ul>"),
                row("- {:.x} a", "<ul>\n<li class=\"x\">a</li>\n</ul>"),
                row(
                        "![](a.png){: .x width=\"30\"} b",
                        "<p><img src=\"a.png\" alt=\"\" class=\"x\" width=\"30\"> b</p>"),
                row("```\na\n```\n{: .x}", "<pre class=\"x\"><code>a\n</code></pre>"),
                row(
                        "```go\na\n```\n{: #y .x .language-c}",
                        "<pre class=\"x language-c\" id=\"y\"><code class=\"language-go\">a\n</code></pre>"),
                row("[a](b){: onclick=\"x()\" style=\"y\" target=\"_blank\"}", "<p><a href=\"b\">a</a></p>"),
                row("`{: .x}`", "<p><code>{: .x}</code></p>"),
                row("a\n\n{:ref: .x}", "<p>a</p>"),
                row("{::comment}\na\n{:/comment}\nb {::nomarkdown}c{:/}", "<p>b c</p>"));
    }

    @ParameterizedTest
    @MethodSource("attributeLists")
    void attributeListsGoToTheirElements(String source, String html) {
        assertThat(html(source)).isEqualTo(html);
    }

    @Test
    void aTableKeepsItsAlignment() {
        Document table = Jsoup.parse(html("| a | b |\n|:-:|--:|\n| `x|y` | 1 \\| 2 |"));
        assertThat(table.select("th").eachAttr("align")).containsExactly("center", "right");
        assertThat(table.select("td").eachText()).containsExactly("x|y", "1 | 2");
    }

    @Test
    void footnotesHaveKramdownsIds() {
        Document document = Jsoup.parse(html("a[^note] b[^2]\n\n[^note]: First\n\n[^2]: Second\n"));
        assertThat(document.select("sup").eachAttr("id")).containsExactly("fnref:note", "fnref:2");
        assertThat(document.select("a.footnote").eachAttr("href")).containsExactly("#fn:note", "#fn:2");
        assertThat(document.select("a.footnote").eachText()).containsExactly("1", "2");
        assertThat(document.select("div.footnotes li").eachAttr("id")).containsExactly("fn:note", "fn:2");
        assertThat(document.select("li p a.reversefootnote").eachAttr("href"))
                .containsExactly("#fnref:note", "#fnref:2");
    }

    @Test
    void aTableOfContentsStandsWhereItIsAskedFor() {
        Document document = Jsoup.parse(html("* TOC\n{:toc}\n\n# A\n## B\n## C\n# D\n## E\n{:.no_toc}\n"));
        assertThat(document.select("ul#markdown-toc > li > a").eachAttr("href")).containsExactly("#a", "#d");
        assertThat(document.select("ul#markdown-toc ul a").eachText()).containsExactly("B", "C");
        assertThat(document.text()).doesNotContain("TOC", "{:");
    }

    @Test
    void markdownWithinHtmlIsReadWhereItIsAskedFor() {
        Document document = Jsoup.parse(html("""
                <div class="box" markdown="1">
                *a* `x < y`

                <section markdown="1">
                - b
                </section>
                </div>
                <p markdown="1">c **d**</p>
                <div markdown="1">
                no end
                """));
        assertThat(document.select("div.box > p em").text()).isEqualTo("a");
        assertThat(document.select("div.box > p code").text()).isEqualTo("x < y");
        assertThat(document.select("div.box > section li").text()).isEqualTo("b");
        assertThat(document.select("p > strong").text()).isEqualTo("d");
        assertThat(document.html()).doesNotContain("markdown");
    }

    static Stream<Arguments> liquid() {
        return Stream.of(
                row("{% raw %}{{ a }} {% b %}{% endraw %}", "<p>{{ a }} {% b %}</p>"),
                row("{%- raw -%}`{{ a }}`{%- endraw -%}", "<p><code>{{ a }}</code></p>"),
                row("`{{ a }}` and `{% if x %}`", "<p><code>{{ a }}</code> and <code>{% if x %}</code></p>"),
                row(
                        "```\n{% raw %}{{ a }}{% endraw %}\n{% if b %}\n```",
                        "<pre><code>{{ a }}\n{% if b %}\n</code></pre>"),
                row("a {% comment %} b {% endcomment %}c", "<p>a c</p>"),
                row("a {% include x.html y=\"z\" %}{% if b %}c{% else %}d{% endif %}", "<p>a d</p>"),
                row("[a]({{ site.baseurl }}/b) {{ page.title }}", "<p><a href=\"/b\">a</a></p>"),
                row("[a]({{ \"/b\" | relative_url }})", "<p><a href=\"/b\">a</a></p>"),
                row(
                        "{{ 'b' }} {{ other | upcase }}`{{ other | upcase }}`",
                        "<p>b <code>{{ other | upcase }}</code></p>"),
                row(
                        "[a]({% post_url 2020-01-02-b %}) [c]({% link _posts/2020-01-02-邸.md %}) [d]({% link assets/d.pdf %})",
                        "<p><a href=\"/articles/2020-01-02-b\">a</a> <a href=\"/articles/2020-01-02-%E9%82%B8\">c</a> <a href=\"/assets/d.pdf\">d</a></p>"),
                row("{% image \"assets/a.png\" \"b \\\" %}", "<p><img src=\"/assets/a.png\" alt=\"b \\\"></p>"),
                row(
                        "{% image '/a.png' 'a &ldquo;b&rdquo; & <c>' %}",
                        "<p><img src=\"/a.png\" alt=\"a “b” &amp; &lt;c&gt;\"></p>"),
                row(
                        "{% image_with_class \"/a.png\" \"wide\" \"b\" %}",
                        "<p><img src=\"/a.png\" alt=\"b\" class=\"wide\"></p>"),
                row(
                        "{% highlight java linenos %}\nint a = 1 < 2;\n\n~~~~\n{% endhighlight %}",
                        "<figure class=\"highlight\"><pre><code class=\"language-java\" data-lang=\"java\">int a = 1 &lt; 2;\n\n~~~~</code></pre></figure>"),
                row("[a]({{ site.repository }}/issues/1) ![b]({{ site.x }}/c.png)", "<p>a b</p>"),
                row(
                        "{% assign a = \"b,c\" | split: \",\" %}{% for i in a %}- {{ i }}\n{% endfor %}",
                        "<ul>\n<li>b</li>\n<li>c</li>\n</ul>"),
                row(
                        "{% youtube dQw4 %}",
                        "<p><a href=\"https://www.youtube.com/watch?v=dQw4\">https://www.youtube.com/watch?v=dQw4</a></p>"),
                row(
                        "{% include figure.html src=\"/a.png\" caption=\"b\" %}",
                        "<figure><img src=\"/a.png\" alt=\"\"><figcaption>b</figcaption></figure>"),
                row("{% unclosed", "<p>{% unclosed</p>"),
                row("{{ unclosed", "<p>{{ unclosed</p>"),
                row("{% raw %} no end", "<p>no end</p>"),
                row("{% a %%} b", "<p>b</p>"),
                row("100% {%} a", "<p>100% {%} a</p>"));
    }

    @ParameterizedTest
    @MethodSource("liquid")
    void liquidIsRun(String source, String html) {
        assertThat(html(source)).isEqualTo(html);
    }

    @Test
    void beginningsWithoutEndsAreLookedThroughOnce() {
        String raws = "{% raw %}".repeat(60_000);
        assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> assertThat(html(raws)).isEmpty());
    }

    @Test
    void htmlIsNoMarkdown() {
        assertThat(Renderer.render(new Source(Source.Format.HTML, "<p>*a* {% b %}`{{ site.x }}`</p>\r\n<h2>c</h2>"))
                        .html())
                .isEqualTo("<p>*a* ``</p>\n<h2>c</h2>");
        assertThat(Renderer.render(new Source(Source.Format.HTML, "{% highlight c# %}\na<b\n{% endhighlight %}"))
                        .html())
                .isEqualTo(
                        "<figure class=\"highlight\"><pre><code class=\"language-c#\" data-lang=\"c#\">a&lt;b</code></pre></figure>");
    }

    static Stream<Arguments> beginnings() {
        return Stream.of(
                row("轮渡今早复航。[^1]\n\n头班船六点一刻开。\n\n[^1]: 据轮渡公司今早的通告，见第三页。", "轮渡今早复航。头班船六点一刻开。"),
                row("Short.[^1]\n\nMore is below.\n\n[^1]: The note, on page five.", "Short. More is below."),
                row("清晨五点一刻，渡轮拉响汽笛，离开了北岸的码头，早班船又开了。[^1]\n\n下一段。\n\n[^1]: 通告。", "清晨五点一刻，渡轮拉响汽笛，离开了北岸的码头，早班船又开了。"),
                row("* 目录，长得足够做一个段落，但它不是，所以不算\n{:toc}\n\n## 标题，长得足够做一个段落，但它不是，所以不算\n\n文。", "文。"),
                row(
                        "```\nint ferry = 1; // and much more of that\n```\n\nText with `code` in it.",
                        "Text with code in it."),
                row(
                        "今年的潮水来得比往年\n早了半个月，\n鱼汛也跟着提前。\nEnglish line\nnext line",
                        "今年的潮水来得比往年早了半个月，鱼汛也跟着提前。English line next line"),
                row("The first line of a poem  \nthe second line", "The first line of a poem the second line"),
                row(
                        "<p>□记者</p>\n<p>Text in HTML, of some length, with a <b>word</b>.</p>\n<p>Next.</p>",
                        "Text in HTML, of some length, with a word."),
                row("<script>let x = 'a script of some length';</script>\n\nText.", "Text."),
                row("![A picture](/a.png)", ""),
                row("", ""));
    }

    @ParameterizedTest
    @MethodSource("beginnings")
    void aTextBeginsWithItsFirstParagraphOfSomeLengthOrIsShortItself(String source, String lead) {
        assertThat(Renderer.render(new Source(Source.Format.MARKDOWN, source)).lead())
                .isEqualTo(lead);
        String html = html(source);
        assertThat(Renderer.render(new Source(Source.Format.HTML, html)).lead()).isEqualTo(lead);
    }

    @Test
    void theBodyKeepsItsLineBreaks() {
        assertThat(html("今年的潮水\n早了")).isEqualTo("<p>今年的潮水\n早了</p>");
    }

    @Test
    void lineEndsMakeNoDifference() {
        assertThat(html("# A\r\n\r\n- b\r\n- c\r\n")).isEqualTo(html("# A\n\n- b\n- c\n"));
    }

    private static Arguments row(String source, String html) {
        return Arguments.of(source, html);
    }

    private static String html(String markdown) {
        return Renderer.render(new Source(Source.Format.MARKDOWN, markdown)).html();
    }

    @Test
    void aFenceThatIsNoneIsToldOf() {
        String text =
                "A\n\n```go {hl_lines=[1]}\nx := 1\n```\n\n````md\n```js a\n```\n````\n\n``` a b ``` c\n\n```go\nx\n```\n";

        assertThat(Renderer.render(new Source(Source.Format.MARKDOWN, text)).warnings())
                .containsExactly(
                        "Markdown, line 3 of the text: no code begins here, because something follows \"```go\":"
                                + " leave \"{hl_lines=[1]}\" out");
    }
}
