package org.dibao.kramdown.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Text without marks. */
public final class PlainText {
    /** Elements whose content is no text, or is not shown where scripts run. */
    private static final Set<String> WITHOUT_TEXT = Set.of(
            "script",
            "style",
            "template",
            "noscript",
            "svg",
            "math",
            "select",
            "textarea",
            "button",
            "iframe",
            "object");

    /** They stand within words, also in HTML that is a block as a whole. */
    private static final Set<String> WITHIN_WORDS = Set.of(
            "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "img", "ins", "kbd",
            "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var",
            "wbr");

    private final StringBuilder text = new StringBuilder();
    private final boolean body;
    private final String hardBreak;

    private PlainText(boolean body, String hardBreak) {
        this.body = body;
        this.hardBreak = hardBreak;
    }

    /** All text inside an element but notes' marks and comments. */
    public static String of(Element element) {
        PlainText plain = new PlainText(false, "\n");
        plain.children(element);
        return plain.text.toString().strip();
    }

    /** The running text below an element: a line for each block; no headings, code blocks or table of contents. */
    public static String ofBody(Element element) {
        PlainText plain = new PlainText(true, "\n");
        plain.children(element);
        return plain.text.toString().strip();
    }

    /** The paragraphs of the running text below an element, with a line separator for each hard break. */
    public static List<String> paragraphs(Element element) {
        List<String> paragraphs = new ArrayList<>();
        paragraphs(element, paragraphs);
        return paragraphs;
    }

    private static void paragraphs(Element element, List<String> paragraphs) {
        boolean paragraph = element.is(Kind.PARAGRAPH) && !element.isTransparent()
                || element.is(Kind.HTML) && element.value().equals("p");
        if (paragraph) {
            PlainText plain = new PlainText(true, "\u2028");
            plain.children(element);
            String text = plain.text.toString().strip();
            if (!text.isEmpty()) {
                paragraphs.add(text);
            }
        } else if (!element.is(Kind.HEADING) && !isTextless(element) && !isContents(element)) {
            element.children().forEach(child -> paragraphs(child, paragraphs));
        }
    }

    private static boolean isTextless(Element element) {
        return element.is(Kind.HTML) && WITHOUT_TEXT.contains(element.value());
    }

    /** Whether the table of contents takes its place. */
    private static boolean isContents(Element list) {
        AttributeList attributes = list.attributeList();
        return attributes != null && attributes.refersTo("toc");
    }

    private void children(Element element) {
        element.children().forEach(this::append);
    }

    private void append(Element element) {
        switch (element.kind()) {
            case TEXT, ENTITY, SYMBOL, CODE, MATH -> text.append(element.value());
            case BREAK -> hardBreak();
            case FOOTNOTE, HTML_COMMENT, COMMENT, RAW, BLANK, END_OF_BLOCK, RULE, IMAGE -> {}
            case HEADING, CODE_BLOCK -> {
                if (!body) {
                    block(element);
                }
            }
            case HTML -> html(element);
            case EMPHASIS, STRONG, STRIKETHROUGH, LINK, ABBREVIATION, UNPARSED -> children(element);
            case UNORDERED_LIST, ORDERED_LIST -> {
                if (!isContents(element)) {
                    block(element);
                }
            }
            default -> block(element);
        }
    }

    private void html(Element element) {
        if (element.value().equals("br")) {
            hardBreak();
        } else if (element.isBlock() && !WITHIN_WORDS.contains(element.value()) && !isTextless(element)) {
            block(element);
        } else if (!isTextless(element)) {
            children(element);
        }
    }

    private void block(Element element) {
        endLine();
        if (element.is(Kind.CODE_BLOCK)) {
            text.append(element.value());
        } else {
            children(element);
        }
        endLine();
    }

    private void hardBreak() {
        if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
            text.append(hardBreak);
        }
    }

    private void endLine() {
        if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
            text.append('\n');
        }
    }
}
