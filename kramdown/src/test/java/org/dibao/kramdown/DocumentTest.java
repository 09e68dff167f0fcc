package org.dibao.kramdown;

import static org.assertj.core.api.Assertions.assertThat;

import org.dibao.kramdown.tree.Element;
import org.dibao.kramdown.tree.Kind;
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

    /** A long document may have a word in as many places as it has lines. */
    @Test
    void oneElementServesForAllPlacesOfAnAbbreviation() {
        Element paragraph = Kramdown.parse("*[a]: b\n\na c a").root().children().stream()
                .filter(block -> block.is(Kind.PARAGRAPH))
                .findFirst()
                .orElseThrow();
        assertThat(paragraph.child(0).kind()).isEqualTo(Kind.ABBREVIATION);
        assertThat(paragraph.child(2)).isSameAs(paragraph.child(0));
    }
}
