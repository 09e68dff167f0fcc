package org.dibao.ingest.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.dibao.contract.article.Source;
import org.dibao.ingest.markdown.Renderer;
import org.dibao.support.html.Sanitizer;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SanitizerTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
                "<scr<script>ipt>alert(1)</scr</script>ipt>",
                "<img src=x onerror=alert(1)>",
                "<img src=x OnErRoR = 'alert(1)'>",
                "<img/src=x/onerror=alert(1)>",
                "<p onclick=alert(1) onmouseover='x'>a</p>",
                "<a href=\"javascript:alert(1)\">a</a>",
                "<a href=\"JaVaScRiPt:alert(1)\">a</a>",
                "<a href=\"java\tscript:alert(1)\">a</a>",
                "<a href=\"java&#10;script:alert(1)\">a</a>",
                "<a href=\" &#14; javascript:alert(1)\">a</a>",
                "<a href=\"&#106;avascript:alert(1)\">a</a>",
                "<a href=\"vbscript:x\">a</a>",
                "<a href=\"&#x7f;javascript:void(0)\">a</a>",
                "<a href=\"java&#x200b;script:void(0)\">a</a>",
                "<a href=\"javascript\u00a0:void(0)\">a</a>",
                "<a href=\"java%0ascript:void(0)\">a</a>",
                "<img src=\"a.png\" srcset=\"javascript:void(0) 2x\">",
                "<blockquote cite=\"\u2028javascript:void(0)\">a</blockquote>",
                "<a href=\"data:text/html,<script>alert(1)</script>\">a</a>",
                "<a href=\"blob:https://e.example/x\">a</a>",
                "<img src=\"data:text/html;base64,PHNjcmlwdD4=\">",
                "<img src=\"javascript:alert(1)\">",
                "<video src=\"javascript:alert(1)\" poster=\"javascript:x\" autoplay onplay=x></video>",
                "<p style=\"width: expression(alert(1))\">a</p>",
                "<p style=\"background:url(javascript:alert(1))\">a</p>",
                "<style>p { background: url(//evil.example/) }</style>",
                "<link rel=stylesheet href=//evil.example/x.css>",
                "<meta http-equiv=refresh content='0;url=//evil.example/'>",
                "<base href=//evil.example/>",
                "<iframe src=\"javascript:alert(1)\"></iframe>",
                "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>",
                "<object data=x.swf></object><embed src=x.swf><applet code=x></applet>",
                "<form action=//evil.example/><input name=a><button formaction=javascript:x>b</button><textarea><script>x</script></textarea></form>",
                "<svg onload=alert(1)><script>alert(1)</script><a xlink:href=javascript:x>a</a></svg>",
                "<math><mi xlink:href=\"javascript:alert(1)\">a</mi></math>",
                "<svg><style><img src=x onerror=alert(1)></style></svg>",
                "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
                "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>",
                "<template><script>alert(1)</script></template>",
                "<xmp><script>alert(1)</script></xmp>",
                "<plaintext><script>alert(1)</script>",
                "<title><img src=x onerror=alert(1)></title>",
                "<!--[if IE]><script>alert(1)</script><![endif]-->",
                "<!-- --!><script>alert(1)</script> -->",
                "<![CDATA[<script>alert(1)</script>]]>",
                "<details ontoggle=alert(1) open>a</details>",
                "<a href=\"#\" ping=\"//evil.example\" target=_blank download>a</a>",
                "<p id=a contenteditable autofocus onfocus=x tabindex=1>a</p>",
                "<table background=\"javascript:x\"><td background=\"javascript:x\">a</td></table>",
                "<body onload=alert(1)><p>a</p></body>",
                "\"><script>alert(1)</script>",
                "<img src=\"`x` onerror=alert(1)\">",
                "<isindex type=image src=1 onerror=alert(1)>",
                "<set attributeName=onmouseover to=alert(1)>",
                "<portal src=javascript:x></portal><dialog open>a</dialog>",
                "[a](javascript:alert(1))",
                "[a](<java&#115;cript:alert(1)>)",
                "![a](javascript:alert(1))",
                "<javascript:alert(1)>",
                "[a][x]\n\n[x]: javascript:alert(1)",
                "[a](b){: onclick=\"alert(1)\" href=\"javascript:alert(1)\"}",
                "{% highlight \"><script>x</script> %}\n</code></pre><script>alert(1)</script>\n{% endhighlight %}",
                "{% image \"x\" \"\\\" onerror=alert(1) \" %}",
                "{% raw %}<script>alert(1)</script>{% endraw %}",
                "<div markdown=\"1\" onclick=\"x\">\n<script>alert(1)</script> [a](javascript:x)\n</div>",
                "<div data-markdown-place=\"0\" onclick=x></div>",
                "# a {: onclick=\"x\"}",
            })
    void whatCanRunIsTakenOut(String attack) {
        for (Source.Format format : Source.Format.values()) {
            String html = Renderer.render(new Source(format, attack)).html();
            assertThat(runs(html)).as(format + ": " + html).isEmpty();
        }
    }

    /** Reads it as a browser would and looks for whatever is not on the list. */
    private static String runs(String html) {
        StringBuilder found = new StringBuilder();
        Jsoup.parseBodyFragment(html).body().getAllElements().forEach(element -> {
            if (element.normalName()
                    .matches(
                            "script|style|iframe|object|embed|applet|form|input|button|textarea|svg|math|link|meta|base|template|noscript|xmp|plaintext|title|dialog|portal")) {
                found.append(element.normalName()).append(' ');
            }
            element.attributes().forEach(attribute -> {
                String value = attribute
                        .getValue()
                        .replaceAll("%0[aA]|[\\p{C}\\p{Z}\\s]", "")
                        .toLowerCase(Locale.ROOT);
                if (attribute.getKey().startsWith("on")
                        || attribute
                                .getKey()
                                .matches("style|srcdoc|formaction|xlink:href|ping|target|background|autofocus|tabindex")
                        || attribute.getKey().matches("href|src|srcset|poster|cite")
                                && value.matches("(javascript|vbscript|data|blob):.*")) {
                    found.append(attribute).append(' ');
                }
            });
        });
        return found.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p class=\"em_media\" id=\"x\" lang=\"zh\" dir=\"ltr\">（文章来源：报）</p>",
                "<figure><img src=\"//i.example/a.jpg\" alt=\"①\" width=\"3\" height=\"4\" srcset=\"a.jpg 1x, b.jpg 2x\" loading=\"lazy\"><figcaption>②</figcaption></figure>",
                "<a href=\"//e.example/category/x.html\">a</a><a href=\"/\">b</a><a href=\"../c?d=e&amp;f#g\">c</a><a href=\"mailto:a@b.example\">d</a><a href=\"tel:+861\">e</a>",
                "<a href=\"https://e.example/中文%20路径?q=1\">a</a>",
                "<table class=\"t\"><caption>c</caption><colgroup><col span=\"2\"></colgroup><thead><tr><th scope=\"col\" align=\"right\">a</th></tr></thead><tbody><tr><td colspan=\"2\" rowspan=\"1\">b</td></tr></tbody></table>",
                "<pre><code class=\"language-java\">a &lt; b &amp;&amp; c</code></pre>",
                "<sup id=\"fnref:1\" role=\"doc-noteref\"><a href=\"#fn:1\" class=\"footnote\" rel=\"footnote\">1</a></sup>",
                "<blockquote cite=\"https://e.example/\"><p>q</p></blockquote><ol start=\"3\" reversed><li value=\"4\">a</li></ol>",
                "<p>a<br>b<wbr>c <kbd>d</kbd> <mark>e</mark> <ruby>汉<rp>(</rp><rt>hàn</rt><rp>)</rp></ruby> <time datetime=\"2022-01-25\">f</time></p>",
                "<video src=\"/v.mp4\" poster=\"/p.jpg\" controls=\"\" width=\"3\"><source src=\"v.webm\" type=\"video/webm\"><track src=\"t.vtt\" kind=\"captions\"></video>",
                "<details open><summary>a</summary>b</details>",
                "<aside class=\"box\"><section><h2 id=\"a\">b</h2></section></aside>",
                "<a href=\"ftp://ftp.e.example/a\">a</a><a href=\"irc://irc.e.example/#b\">b</a><a href=\"news:comp.c\">c</a><a href=\"magnet:?xt=urn:btih:d\">d</a>",
                "<a href=\"xmpp:a@b.example\">a</a><a href=\"geo:1.5,2.5\">b</a><a href=\"sms:+861\">c</a><a href=\"ircs://d.example/\">d</a><a href=\"rsync://e.example/\">e</a>",
                "<a href=\"ruby-talk:124413\">a</a><a href=\"localhost:4000/b\">b</a><a href=\"12/30.html?a=b:c\">c</a>",
                "a = b @c {{d}} 100% &lt;e&gt; &amp; “f” 邸报",
            })
    void whatArticlesNeedSurvives(String html) {
        assertThat(clean(html)).isEqualTo(html);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<p style=\"text-align: center; color: red\">a</p>  | <p align=\"center\">a</p>",
                "<td style=\"text-align:right\">a</td>              | a",
                "<iframe src=\"https://v.example/1\" title=\"Film\"></iframe> | <a href=\"https://v.example/1\" class=\"embed\">Film</a>",
                "<iframe src=\"//v.example/1\"></iframe>             | <a href=\"//v.example/1\" class=\"embed\">v.example/1</a>",
                "<p>a<unknown>b</unknown></p>                        | <p>ab</p>",
                "<form><p>a</p></form>                               | <p>a</p>",
                "<p>a<svg><text>b</text></svg></p>                   | <p>a</p>",
                "a<select><option>b</option></select><button>c</button> | a",
                "<font color=red>a</font>                            | a",
                "<p>a<!-- b --></p>                                  | <p>a</p>",
                "<img class=\"lazyload\" data-src=\"/img/a.png\" alt=\"x\"> | <img class=\"lazyload\" alt=\"x\" src=\"/img/a.png\">",
                "<img src=\"data:image/gif;base64,R0\" data-src=\"/a.png\"><noscript><img src=\"/a.png\"></noscript> | <img src=\"/a.png\">",
                "<img data-original=\"/a.png\" src=\"/loading.gif\"> | <img src=\"/a.png\">",
                "<img data-src=\"javascript:x\" data-original=\"/a.png\"> | <img src=\"/a.png\">",
                "<img data-src=\"javascript:x\" src=\"/b.png\">    | <img src=\"/b.png\">",
                "<img data-srcset=\"/a.png 1x, /b.png 2x\" data-src=\"/a.png\"> | <img src=\"/a.png\" srcset=\"/a.png 1x, /b.png 2x\">",
                "<iframe data-src=\"https://v.example/1\"></iframe>  | <a href=\"https://v.example/1\" class=\"embed\">https://v.example/1</a>",
                "<a data-src=\"/a\">a</a>                           | <a>a</a>",
            })
    void whatCannotStayLeavesItsText(String html, String clean) {
        assertThat(clean(html)).isEqualTo(clean);
    }

    @ParameterizedTest
    @EnumSource(Source.Format.class)
    void deepHtmlIsRead(Source.Format format) {
        String deep = "<div>".repeat(20_000) + "<script>alert(1)</script>a" + "</div>".repeat(20_000);
        assertThat(runs(Renderer.render(new Source(format, deep)).html())).isEmpty();
    }

    @Test
    void cleanIsCleanAlready() {
        String once = clean(
                "<p style=\"text-align:right\">a <b onclick=x>b</b> &lt;script&gt;</p><iframe src=//v.example/></iframe>");
        assertThat(clean(once)).isEqualTo(once);
    }

    private static String clean(String html) {
        return Sanitizer.clean(Jsoup.parseBodyFragment(html, "https://site.invalid/"));
    }
}
