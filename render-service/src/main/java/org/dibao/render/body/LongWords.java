package org.dibao.render.body;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dibao.support.html.Edits;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/**
 * Marks addresses and other long runs without a space. The stylesheet lets them break anywhere within justified text: otherwise they begin
 * a line of their own, and the few words on the line before are spread over its whole width.
 */
final class LongWords {
    private static final String CLASS = "unbroken";

    /** Twice the longest word that people write in running text. */
    private static final Pattern LONG = Pattern.compile("[!-~]{24,}");

    private LongWords() {}

    static void mark(Element body) {
        Edits edits = new Edits();
        body.traverse((node, _) -> {
            if (node instanceof TextNode text
                    && LONG.matcher(text.getWholeText()).find()
                    && text.parent() instanceof Element parent
                    && !parent.hasClass(CLASS)
                    && !parent.normalName().equals("pre")
                    && Nodes.ancestor(parent, outer -> outer.normalName().equals("pre")) == null) {
                edits.replace(text, marked(text.getWholeText()));
            }
        });
        edits.make();
    }

    private static List<Node> marked(String text) {
        List<Node> nodes = new ArrayList<>();
        Matcher word = LONG.matcher(text);
        int end = 0;
        while (word.find()) {
            if (word.start() > end) {
                nodes.add(new TextNode(text.substring(end, word.start())));
            }
            nodes.add(new Element("span").addClass(CLASS).appendChild(new TextNode(word.group())));
            end = word.end();
        }
        if (end < text.length()) {
            nodes.add(new TextNode(text.substring(end)));
        }
        return nodes;
    }
}
