package org.dibao.render.body;

import java.util.Set;
import org.dibao.contract.text.OneLine;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/**
 * Text on one line: white space of any kind and block boundaries become single spaces, except line breaks that Chinese is
 * written without; footnote numbers and arrows are left out.
 */
final class PlainText implements NodeVisitor {
    private static final Set<String> NOT_RUNNING = Set.of("h1", "h2", "h3", "h4", "h5", "h6", "pre", "nav");

    private final StringBuilder out = new StringBuilder();
    private final boolean running;
    private int skipped;

    private PlainText(boolean running) {
        this.running = running;
    }

    static String of(Element element) {
        return of(element, new PlainText(false));
    }

    /** Without headings, blocks of code, notes, and the table of contents. */
    static String running(Element element) {
        return of(element, new PlainText(true));
    }

    private static String of(Element element, PlainText text) {
        element.traverse(text);
        return OneLine.of(text.out.toString());
    }

    @Override
    public void head(Node node, int depth) {
        if (node instanceof TextNode text) {
            if (skipped == 0) {
                append(text.getWholeText());
            }
        } else if (node instanceof Element element) {
            separate(element);
            skipped += isSkipped(element) ? 1 : 0;
        }
    }

    @Override
    public void tail(Node node, int depth) {
        if (node instanceof Element element) {
            separate(element);
            skipped -= isSkipped(element) ? 1 : 0;
        }
    }

    private boolean isSkipped(Element element) {
        String role = element.attr("role");
        boolean mark = element.normalName().equals("a") && role.startsWith("doc-");
        return mark || running && (NOT_RUNNING.contains(element.normalName()) || isApart(element, role));
    }

    private static boolean isApart(Element element, String role) {
        return role.equals("doc-endnotes")
                || role.equals("doc-noteref")
                || element.id().equals("markdown-toc")
                || element.hasClass("footnotes");
    }

    private void separate(Element element) {
        if (breaks(element)) {
            out.append(OneLine.MEANT);
        }
    }

    private static boolean breaks(Element element) {
        return !Nodes.INLINE.contains(element.normalName())
                && !Nodes.TRANSPARENT.contains(element.normalName())
                && !element.normalName().equals("img")
                && !element.normalName().equals("wbr");
    }

    private void append(String text) {
        text.chars()
                .filter(c -> c != '\u200B' && c != '\uFEFF' && c != '\u2060')
                .forEach(c -> out.append((char) c));
    }
}
