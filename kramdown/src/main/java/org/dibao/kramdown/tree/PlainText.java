package org.dibao.kramdown.tree;

/** Text without marks. */
public final class PlainText {
    private final StringBuilder text = new StringBuilder();
    private final boolean body;

    private PlainText(boolean body) {
        this.body = body;
    }

    /** All text inside an element but notes' marks and comments. */
    public static String of(Element element) {
        PlainText plain = new PlainText(false);
        plain.children(element);
        return plain.text.toString().strip();
    }

    /** The running text below an element: a line for each block; no headings, code blocks or table of contents. */
    public static String ofBody(Element element) {
        PlainText plain = new PlainText(true);
        plain.children(element);
        return plain.text.toString().strip();
    }

    private void children(Element element) {
        element.children().forEach(this::append);
    }

    private void append(Element element) {
        switch (element.kind()) {
            case TEXT, ENTITY, SYMBOL, CODE, MATH -> text.append(element.value());
            case BREAK -> endLine();
            case FOOTNOTE, HTML_COMMENT, COMMENT, RAW, BLANK, END_OF_BLOCK, RULE, IMAGE -> {}
            case HEADING, CODE_BLOCK -> {
                if (!body) {
                    block(element);
                }
            }
            case HTML -> html(element);
            case EMPHASIS, STRONG, STRIKETHROUGH, LINK, ABBREVIATION, UNPARSED -> children(element);
            case UNORDERED_LIST, ORDERED_LIST -> {
                AttributeList attributes = element.attributeList();
                if (attributes == null || !attributes.refersTo("toc")) {
                    block(element);
                }
            }
            default -> block(element);
        }
    }

    private void html(Element element) {
        boolean shown = !element.value().equals("script") && !element.value().equals("style");
        if (shown && element.isBlock()) {
            block(element);
        } else if (shown) {
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

    private void endLine() {
        if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
            text.append('\n');
        }
    }
}
