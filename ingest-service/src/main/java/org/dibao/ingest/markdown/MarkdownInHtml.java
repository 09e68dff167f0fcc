package org.dibao.ingest.markdown;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dibao.support.html.Edits;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * Handles elements with Markdown content ({@code <div markdown="1">} at the start of a line): they are cut out of the
 * text, parsed separately, and put back into the tree.
 */
final class MarkdownInHtml {
    private static final int MAX_DEPTH = 8;
    /** Unclosed elements that are examined; each costs a scan of the whole text. */
    private static final int MAX_UNCLOSED = 20;

    private static final String PLACE = "data-markdown-place";
    private static final Pattern OPEN = Pattern.compile(
            "(?m)^[ \\t]{0,3}<([A-Za-z][A-Za-z0-9]*)((?:\\s[^<>]*)?)\\smarkdown\\s*=\\s*[\"']?(1|block|span)[\"']?([^<>]*)>");

    private final List<Element> cut = new ArrayList<>();
    private String rest;

    private MarkdownInHtml(String text) {
        this.rest = text;
    }

    static MarkdownInHtml cut(String text, int depth) {
        MarkdownInHtml elements = new MarkdownInHtml(text);
        if (text.contains("markdown") && depth < MAX_DEPTH) {
            elements.cutAll(text, depth);
        }
        return elements;
    }

    /** The text with a placeholder for each element. */
    String rest() {
        return rest;
    }

    private void cutAll(String text, int depth) {
        CodeRanges code = CodeRanges.of(text);
        StringBuilder out = new StringBuilder();
        Matcher open = OPEN.matcher(text);
        int at = 0;
        int unclosed = 0;
        while (unclosed < MAX_UNCLOSED && open.find(at)) {
            int close = code.contains(open.start(1)) ? -1 : close(text, open.group(1), open.end());
            if (close < 0) {
                unclosed++;
                out.append(text, at, open.end());
                at = open.end();
                continue;
            }
            out.append(text, at, open.start())
                    .append("\n<div ")
                    .append(PLACE)
                    .append("=\"")
                    .append(cut.size())
                    .append("\"></div>\n\n");
            cut.add(element(open, text.substring(open.end(), close), depth));
            at = text.indexOf('>', close) + 1;
        }
        rest = out.append(text, at, text.length()).toString();
    }

    /** The start of the closing tag, or -1. */
    private static int close(String text, String name, int from) {
        Matcher tags =
                Pattern.compile("(?i)<(/?)" + name + "(?=[\\s>/])[^<>]*>").matcher(text);
        int deep = 1;
        int at = from;
        while (tags.find(at)) {
            deep += tags.group(1).isEmpty() ? 1 : -1;
            if (deep == 0) {
                return tags.start();
            }
            at = tags.end();
        }
        return -1;
    }

    private static Element element(Matcher open, String inner, int depth) {
        String name = open.group(1);
        Element element = Jsoup.parseBodyFragment("<div" + open.group(2) + open.group(4) + "></div>")
                .body()
                .child(0)
                .tagName(name);
        Document read = Kramdown.document(inner.stripIndent(), depth + 1);
        Element content = read.body();
        Element only = content.childrenSize() == 1 ? content.child(0) : null;
        boolean span =
                open.group(3).equals("span") || name.matches("(?i)p|h[1-6]|span|summary|figcaption|caption|dt|td|th");
        if (span && only != null && only.normalName().equals("p")) {
            content = only;
        }
        return element.appendChildren(content.childNodes());
    }

    void putBack(Element body) {
        if (cut.isEmpty()) {
            return;
        }
        Map<String, Element> places = new HashMap<>();
        body.select("div[" + PLACE + "]").forEach(place -> places.putIfAbsent(place.attr(PLACE), place));
        Edits edits = new Edits();
        for (int i = 0; i < cut.size(); i++) {
            Element place = places.get(Integer.toString(i));
            if (place != null) {
                edits.replace(place, List.of(cut.get(i)));
            }
        }
        edits.make();
    }
}
