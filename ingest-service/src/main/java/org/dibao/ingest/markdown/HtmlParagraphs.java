package org.dibao.ingest.markdown;

import java.util.List;
import org.dibao.contract.text.OneLine;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

/** The paragraphs of a text that was given as HTML, without the marks of notes, the notes and the table of contents. */
final class HtmlParagraphs {
    private static final String PARAGRAPHS =
            "p:not([role=doc-endnotes] p, .footnotes p, #markdown-toc p, #toc p, nav p, h1 p, h2 p, h3 p, h4 p, h5 p, h6 p)";
    private static final String MARKS = "[role=doc-noteref], sup:has(> a[href^=#fn]), a.footnote, pre";

    private HtmlParagraphs() {}

    static List<String> of(Element body) {
        return body.select(PARAGRAPHS).stream().map(HtmlParagraphs::text).toList();
    }

    private static String text(Element paragraph) {
        Element own = paragraph.clone();
        own.select(MARKS).remove();
        own.select("br").forEach(end -> end.replaceWith(new TextNode(String.valueOf(OneLine.MEANT))));
        return own.wholeText();
    }
}
