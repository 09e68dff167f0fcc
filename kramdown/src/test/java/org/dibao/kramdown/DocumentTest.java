package org.dibao.kramdown;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DocumentTest {
    private final Document document = Kramdown.parse("""
            * contents
            {:toc}

            # First *heading*[^n]

            A [link](/a) and ![image](/i.png) with `code` -- and a note[^n].
            <a href="/b">raw</a>

                code block

            第一行
            第二行

            ## 中文

            [^n]: The note, [linked](/c).
            """);

    @Test
    void headingsHaveLevelIdAndText() {
        assertThat(document.headings())
                .containsExactly(
                        new Document.Heading(1, "first-heading", "First heading"), new Document.Heading(2, "中文", "中文"));
    }

    @Test
    void linksAndImagesAreFoundInMarkdownInHtmlAndInNotes() {
        assertThat(document.links()).containsExactly("/a", "/b", "/c");
        assertThat(document.images()).containsExactly("/i.png");
    }

    @Test
    void plainTextIsTheRunningText() {
        assertThat(document.plainText()).isEqualTo("A link and  with code – and a note.\nraw\n第一行\n第二行");
    }
}
