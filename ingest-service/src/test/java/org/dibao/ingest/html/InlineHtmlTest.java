package org.dibao.ingest.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InlineHtmlTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "The river&#39;s &ldquo;front door&rdquo;        | The river's “front door”",
                "gates <em>and</em> ferries                      | gates and ferries",
                "<STRONG class='x'>Now</strong>: <i>a</i><sub>2</sub> | Now: a2",
                "<a href=\"/x?a=1&b=2\">here</a>                 | here",
                "<b><i>both</i></b>                              | both",
                "one<br>two<br/>three<br />four                  | one two three four",
                "<code>List&lt;String&gt;</code>                 | List<String>",
                "&lt;em&gt; and &amp;amp;                        | <em> and &amp;",
                "H&#x2082;O &#127881; caf&eacute;                | H₂O 🎉 café"
            })
    void markupIsReadAsABrowserShowsIt(String html, String text) {
        assertThat(InlineHtml.text(html)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a < b",
                "a < b > c",
                "List<String>",
                "Map<K, V>",
                "Box<A>",
                "AT&T",
                "R&D; Q&A",
                "x &copy y",
                "&nosuch; &;",
                "the <code> element",
                "</em> without a beginning",
                "<select> and <title>",
                "<script>x</script>",
                "<3",
                "1<2>0",
                "&#xFFFFFFFF;",
                "<>"
            })
    void whatIsNoMarkupMeansWhatItSays(String text) {
        assertThat(InlineHtml.text(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<", "<b", "<b ", "<b>", "</b>", "<b><i></b>", "&", "&#1", "&amp", "<a x"})
    void aTextOfBeginningsIsReadInTime(String beginning) {
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> InlineHtml.text(beginning.repeat(100_000)));
    }
}
