package org.dibao.render.body;

import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/**
 * Text on one line: white space of any kind and block boundaries become single spaces; footnote numbers and arrows are
 * left out.
 */
final class PlainText implements NodeVisitor {
    private final StringBuilder out = new StringBuilder();
    private boolean space;
    private int skipped;

    private PlainText() {}

    static String of(Element element) {
        PlainText text = new PlainText();
        element.traverse(text);
        return text.out.toString();
    }

    @Override
    public void head(Node node, int depth) {
        if (node instanceof TextNode text) {
            if (skipped == 0) {
                append(text.getWholeText());
            }
        } else if (node instanceof Element element) {
            space |= breaks(element);
            skipped += isSkipped(element) ? 1 : 0;
        }
    }

    @Override
    public void tail(Node node, int depth) {
        if (node instanceof Element element) {
            space |= breaks(element);
            skipped -= isSkipped(element) ? 1 : 0;
        }
    }

    private static boolean isSkipped(Element element) {
        return element.normalName().equals("a") && element.attr("role").startsWith("doc-");
    }

    private static boolean breaks(Element element) {
        return !Nodes.INLINE.contains(element.normalName())
                && !Nodes.TRANSPARENT.contains(element.normalName())
                && !element.normalName().equals("img")
                && !element.normalName().equals("wbr");
    }

    private void append(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (CharacterClasses.isSpace(c)
                    && c != '\u200B'
                    && c != '\u200C'
                    && c != '\u200D'
                    && c != '\uFEFF'
                    && c != '\u2060') {
                space = true;
            } else if (c != '\u200B' && c != '\uFEFF' && c != '\u2060') {
                if (space && !out.isEmpty()) {
                    out.append(' ');
                }
                space = false;
                out.append(c);
            }
        }
    }
}
