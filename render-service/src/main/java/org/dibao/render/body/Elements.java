package org.dibao.render.body;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.dibao.support.html.Edits;
import org.jsoup.nodes.CDataNode;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;

/**
 * Keeps the elements that an article may contain, and the text of all others. What ingest has sanitised contains no
 * others, but an article stored by an earlier release or by another program may.
 */
final class Elements {
    private static final Set<String> ALLOWED = Set.of(
            "a",
            "abbr",
            "acronym",
            "address",
            "article",
            "aside",
            "audio",
            "b",
            "bdi",
            "bdo",
            "big",
            "blockquote",
            "br",
            "caption",
            "center",
            "cite",
            "code",
            "col",
            "colgroup",
            "dd",
            "del",
            "details",
            "dfn",
            "dir",
            "div",
            "dl",
            "dt",
            "em",
            "figcaption",
            "figure",
            "font",
            "footer",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "header",
            "hr",
            "i",
            "img",
            "ins",
            "kbd",
            "li",
            "listing",
            "main",
            "mark",
            "nav",
            "nobr",
            "ol",
            "p",
            "picture",
            "pre",
            "q",
            "rp",
            "rt",
            "ruby",
            "s",
            "samp",
            "section",
            "small",
            "source",
            "span",
            "strike",
            "strong",
            "sub",
            "summary",
            "sup",
            "table",
            "tbody",
            "td",
            "tfoot",
            "th",
            "thead",
            "time",
            "tr",
            "track",
            "tt",
            "u",
            "ul",
            "var",
            "video",
            "wbr");

    private Elements() {}

    static void allowed(Element body) {
        List<Node> gone = new ArrayList<>();
        body.traverse((node, _) -> {
            if (node instanceof Element element) {
                if (!element.tag().namespace().equals(Parser.NamespaceHtml)) {
                    gone.add(element);
                } else if (element != body && !ALLOWED.contains(element.normalName())) {
                    element.clearAttributes().tagName("span");
                }
            } else if (!(node instanceof TextNode) || node instanceof CDataNode) {
                gone.add(node); // comments, scripts, styles
            }
        });
        Edits.remove(gone);
    }
}
