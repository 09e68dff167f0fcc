package org.dibao.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of the text of a Hexo post. */
class HexoImportTest extends ImportedSite {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {% asset_img a.jpg 说明 %}                       | ![说明](/2026/01/02/p/a.jpg "说明")
                    {% asset_img right-0 a.jpg 30 40 A title %}      | ![A title](/2026/01/02/p/a.jpg "A title")
                    {% asset_img a.jpg "A title" "the alt [1]" %}    | ![the alt \\[1\\]](/2026/01/02/p/a.jpg "A title")
                    {% asset_img a.jpg "A title 'the alt'" %}        | ![the alt](/2026/01/02/p/a.jpg "A title")
                    {% asset_img a.jpg %}                            | ![](/2026/01/02/p/a.jpg)
                    """)
    void picturesHaveTheirTitles(String given, String wanted) throws IOException {
        assertThat(body(given.replace("\\\\", "\\") + "\n")).isEqualTo(wanted.replace("\\\\", "\\") + "\n");
    }

    @Test
    void itsMarkdownIsWrittenAsItIsReadHere() throws IOException {
        assertThat(
                        body(
                                "见 https://x.example\n\n```js title.js\nlet a=1\n```\n\n{% codeblock lang:js %}\nx\n{% endcodeblock %}\n"))
                .startsWith("见 <https://x.example>\n\n```js\nlet a=1\n```\n")
                .contains("\n```js\n\nx\n\n```\n");
    }

    @Test
    void whatTheMenuHereCannotHaveIsTold() throws IOException {
        write(
                "_config.yml",
                "title: R\nmenu:\n  Archives: /archives || fa\n  About: /about/\n  Mail: mailto:a@x.example\n");
        write("source/_posts/p.md", "---\ntitle: P\n---\n");

        var settings = read().settings(Clock.systemUTC());

        assertThat(settings.patch().path("menu").toString())
                .isEqualTo(
                        "[{\"title\":\"Archives\",\"href\":\"/archive.html\"},{\"title\":\"About\",\"href\":\"/about/\"}]");
        assertThat(settings.notes()).anyMatch(note -> note.endsWith("left out: Mail"));
    }

    private String body(String text) throws IOException {
        write("_config.yml", "title: R\npermalink: :year/:month/:day/:title/\n");
        write("source/_posts/p.md", "---\ntitle: P\ndate: 2026-01-02 03:04:05\n---\n" + text);
        write("source/_posts/p/a.jpg", "x");
        return Doors.read(folder, 1000)
                .orElseThrow()
                .documents()
                .get("source/_posts/p.md")
                .path("body")
                .asString();
    }
}
