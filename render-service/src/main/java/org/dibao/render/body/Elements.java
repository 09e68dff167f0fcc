package org.dibao.render.body;

import java.util.ArrayList;
import java.util.List;
import org.dibao.contract.html.AllowedElements;
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
    private Elements() {}

    static void allowed(Element body) {
        List<Node> gone = new ArrayList<>();
        body.traverse((node, _) -> {
            if (node instanceof Element element) {
                if (!element.tag().namespace().equals(Parser.NamespaceHtml)) {
                    gone.add(element);
                } else if (element != body && !isAllowed(element.normalName())) {
                    element.clearAttributes().tagName("span");
                }
            } else if (!(node instanceof TextNode) || node instanceof CDataNode) {
                gone.add(node); // comments, scripts, styles
            }
        });
        Edits.remove(gone);
    }

    private static boolean isAllowed(String name) {
        return AllowedElements.names().contains(name) || ObsoleteElements.isObsolete(name);
    }
}
