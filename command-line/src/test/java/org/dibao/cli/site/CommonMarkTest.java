package org.dibao.cli.site;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Markdown of Hugo and Hexo, as kramdown reads it. */
class CommonMarkTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ```go {hl_lines=[1]}       | ```go
                    ```js title.js             | ```js
                    ``` js https://x.example a | ```js
                    ```go{linenos=true}        | ```go
                    ```{linenos=true}          | ```
                    ~~~ruby startline=3        | ~~~ruby
                    ```c++                     | ```c++
                    """)
    void aFenceKeepsItsLanguageOnly(String given, String wanted) {
        String end = wanted.substring(0, 3);
        assertThat(CommonMark.forKramdown(given + "\na https://x.example\n" + end + "\n"))
                .isEqualTo(wanted + "\na https://x.example\n" + end + "\n");
    }

    @Test
    void fencesAreFoundInListsAndQuotationsAndNotInCode() {
        assertThat(CommonMark.forKramdown("- a\n\n    ```go {x=1}\n    y\n    ```\n"))
                .contains("    ```go\n");
        assertThat(CommonMark.forKramdown("> ```go {x=1}\n> y\n> ```\n")).contains("> ```go\n");
        assertThat(CommonMark.forKramdown("a\n\n    ```go {x=1}\n")).contains("    ```go {x=1}\n");
        assertThat(CommonMark.forKramdown("````md\n```go {x=1}\n```\n````\n")).contains("\n```go {x=1}\n");
        assertThat(CommonMark.forKramdown("``` is three {x} `a`\n")).isEqualTo("``` is three {x} `a`\n");
    }

    @Test
    void aFenceWithoutEndEndsWithTheText() {
        assertThat(CommonMark.forKramdown("```go\nx")).isEqualTo("```go\nx\n```\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    See https://x.example/bare and    | See <https://x.example/bare> and
                    www.example.org.                  | [www.example.org](https://www.example.org).
                    (https://x.example/a_(b)).        | (<https://x.example/a_(b)>).
                    见https://x.example/江。好        | 见<https://x.example/江>。好
                    [https://x.example](https://y.example) | [https://x.example](https://y.example)
                    [![a](b.png)](https://x.example)  | [![a](b.png)](https://x.example)
                    `https://x.example`               | `https://x.example`
                    <https://x.example>               | <https://x.example>
                    <a href="https://x.example">https://x.example</a> | <a href="https://x.example">https://x.example</a>
                    [a]: https://x.example            | [a]: https://x.example
                    [^a]: https://x.example           | [^a]: <https://x.example>
                    http://localhost                  | http://localhost
                    <p>https://x.example</p>          | <p>https://x.example</p>
                    """)
    void bareAddressesAreLinksWhereTheyAreText(String given, String wanted) {
        assertThat(CommonMark.forKramdown(given)).isEqualTo(wanted);
    }

    @Test
    void markdownWithinHtmlIsSaidToBeMarkdown() {
        assertThat(CommonMark.forKramdown("<details><summary>More</summary>\n\nHidden *t*\n\n</details>\n"))
                .isEqualTo("<details markdown=\"1\"><summary>More</summary>\n\nHidden *t*\n\n</details>\n");
        assertThat(CommonMark.forKramdown(
                        "<div class=\"a\">\n    <div id='b'>\n\n*x* https://x.example\n\n</div></div>"))
                .isEqualTo(
                        "<div class=\"a\" markdown=\"1\">\n<div id='b' markdown=\"1\">\n\n*x* <https://x.example>\n\n</div></div>");
        assertThat(CommonMark.forKramdown("<table><tr><td>\n\n*x*\n\n</td></tr></table>\n"))
                .startsWith("<table><tr><td markdown=\"1\">\n");
    }

    @Test
    void otherHtmlStaysAsItIs() {
        for (String text : new String[] {
            "<div>\n  <b>x</b>\n</div>\n\n*x*\n",
            "<p>\n\nhttps://x.example\n\n</p>\n",
            "<pre>\n\n<div>\n\nhttps://x.example\n</pre>\n",
            "a\r\n".replace("\r", ""),
            "<div markdown=\"1\">\n\nx\n\n</div>",
            ""
        }) {
            assertThat(CommonMark.forKramdown(text)).isEqualTo(text);
        }
    }

    @Test
    void theTimeIsProportionalToTheLength() {
        for (String part : new String[] {"`a ", "[", "<a ", "https://x.example(", "<div>\n", "```\n", "<div>\n\n"}) {
            assertThat(CommonMark.forKramdown(part.repeat(20_000))).isNotEmpty();
        }
    }
}
