package org.dibao.render.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dibao.render.body.Shown.html;

import java.util.Random;
import org.dibao.render.body.code.Highlighter;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodeBlocksTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<pre><code class=\"language-go\">func a()</code></pre>",
                "<pre><code class=\"lang-go\">func a()</code></pre>",
                "<pre class=\"brush: go\">func a()</pre>",
                "<div class=\"language-go highlighter-rouge\"><div class=\"highlight\"><pre class=\"highlight\"><code><span class=\"k\">func</span> a()</code></pre></div></div>",
                "<figure class=\"highlight\"><pre><code class=\"language-go\" data-lang=\"go\">func a()</code></pre></figure>"
            })
    void codeIsColouredInEveryShapeThatSitesHave(String html) {
        assertThat(html(html))
                .contains(
                        "<span class=\"tok-k\">func</span> <span class=\"tok-f\">a</span><span class=\"tok-p\">()</span>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "java|@A int x = 1_0L; // no|k:@A t:int p:= n:1_0L p:; c:// no",
                "js|let a = /[/\"]+/g + `x⏎y`|k:let p:= s:/[/\"]+/g p:+ s:`x⏎y`",
                "json|{\"a\": \"b\", \"c\": [1, null]}|p:{ k:\"a\" p:: s:\"b\" p:, k:\"c\" p:: p:[ n:1 p:, k:null p:]}",
                "yaml|- 5⏎- x y⏎- |p:- n:5 p:- p:-",
                "yaml|a-b: it's # c⏎- d: 'e'|k:a-b p:: p:' c:# c p:- k:d p:: s:'e'",
                "bash|if x; then echo \"$y\" ${#z} # c|k:if p:; k:then k:echo s:\"$y\" p:${# p:} c:# c",
                "python|def f(a):⏎  '''d⏎'''  # c|k:def f:f p:( p:): s:'''d⏎''' c:# c",
                "rust|fn f<'a>(x: &'a u8) { 'x' }|k:fn p:<' p:>( p:: p:&' t:u8 p:) p:{ s:'x' p:}",
                "sql|SELECT a FROM b WHERE c = 'd' -- e|k:SELECT k:FROM k:WHERE p:= s:'d' c:-- e",
                "html|<a href=\"x\">&amp;</a><!-- c -->|p:< k:a t:href p:= s:\"x\" p:> n:&amp; p:</ k:a p:> c:<!-- c -->",
                "diff|+a⏎-b⏎@@ c⏎ d|i:+a d:-b k:@@ c",
                "css|a { color: #fff; }|p:{ k:color p:: p:# p:; p:}",
                "ini|[s]⏎a = b ; c|t:[s] k:a p:= c:; c",
                "dockerfile|FROM a AS b⏎RUN c|k:FROM k:AS k:RUN",
                "c|#include <a.h>⏎int f(void);|k:#include p:< p:. p:> t:int f:f p:( t:void p:);",
            })
    void thePartsOfALanguageAreToldApart(String language, String code, String tokens) {
        Element pre = coloured(language, code.replace('⏎', '\n'));
        StringBuilder found = new StringBuilder();
        pre.select("span")
                .forEach(span -> found.append(span.className().substring(4))
                        .append(':')
                        .append(span.wholeText())
                        .append(' '));
        assertThat(found.toString().strip().replace('\n', '⏎')).isEqualTo(tokens);
    }

    @Test
    void whatIsNotKnownOrTooLongStaysPlain() {
        assertThat(html("<pre><code class=\"language-klingon\">int x</code></pre>"))
                .doesNotContain("tok-");
        assertThat(html("<pre><code>int x</code></pre>")).doesNotContain("tok-");
        assertThat(html("<pre><code class=\"language-java\">int x <mark>y</mark></code></pre>"))
                .doesNotContain("tok-");
        assertThat(html("<pre><code class=\"language-java\">" + "int x;\n".repeat(10_000) + "</code></pre>"))
                .doesNotContain("tok-");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java",
                "kotlin",
                "groovy",
                "scala",
                "csharp",
                "swift",
                "js",
                "ts",
                "json",
                "yaml",
                "toml",
                "ini",
                "properties",
                "bash",
                "powershell",
                "bat",
                "python",
                "ruby",
                "php",
                "perl",
                "lua",
                "go",
                "rust",
                "c",
                "cpp",
                "objc",
                "html",
                "xml",
                "diff",
                "css",
                "sql",
                "dockerfile",
                "makefile",
                "nginx",
                "vb",
                "vim"
            })
    void theTextStaysAsItIs(String language) {
        assertThat(coloured(language, "x").wholeText()).isEqualTo("x");
        long seed = Long.getLong("dibao.seed", System.nanoTime());
        System.out.println("CodeBlocksTest " + language + " seed " + seed);
        Random random = new Random(seed);
        String[] parts = {
            "\"", "'", "`", "\\", "\n", "//", "/*", "*/", "#", "--", "[[", "]]", "<", ">", "&", "/", "[", "a", "A(",
            "$b", "@c", "0x1f", "1.", "e-", " ", "\"\"\"", "'''", "<!--", "-", ":", "=", "{", "💡", "中", "if", "\t",
            "- "
        };
        for (int round = 0; round < 200; round++) {
            StringBuilder code = new StringBuilder("x");
            for (int i = random.nextInt(60); i > 0; i--) {
                code.append(parts[random.nextInt(parts.length)]);
            }
            assertThat(coloured(language, code.toString()).wholeText()).isEqualTo(code.toString());
        }
        for (String part : parts) {
            String code = "x" + part.repeat(49_000 / part.length());
            Highlighter.tokens(language, code);
            long start = Cpu.millis();
            Highlighter.tokens(language, code);
            assertThat(Cpu.millis() - start).as("ms for " + part).isLessThan(500);
        }
    }

    private static Element coloured(String language, String code) {
        Element given = new Element("pre");
        given.appendElement("code").addClass("language-" + language).text(code);
        return Jsoup.parseBodyFragment(html(given.outerHtml())).body().expectFirst("code");
    }
}
