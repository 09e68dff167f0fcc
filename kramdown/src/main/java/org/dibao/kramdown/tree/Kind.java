package org.dibao.kramdown.tree;

/** What an {@link Element} is. */
public enum Kind {
    ROOT,
    /** One or more empty lines: they decide what the blocks around them are. */
    BLANK,
    /** Ends a block without being seen: definitions and attribute lists leave one behind. */
    END_OF_BLOCK,
    PARAGRAPH,
    HEADING,
    BLOCKQUOTE,
    CODE_BLOCK,
    RULE,
    UNORDERED_LIST,
    ORDERED_LIST,
    ITEM,
    DEFINITION_LIST,
    TERM,
    DEFINITION,
    TABLE,
    TABLE_HEAD,
    TABLE_BODY,
    TABLE_FOOT,
    ROW,
    CELL,
    HEADER_CELL,
    MATH,
    /** An element that was written as HTML. */
    HTML,
    /** {@code <!-- … -->} as it was written, or an instruction inside an HTML element. */
    HTML_COMMENT,
    /** {@code {::comment}}. */
    COMMENT,
    /** {@code {::nomarkdown}}: goes to the page untouched. */
    RAW,
    /** Text whose spans are not parsed yet; none is left in a finished document. */
    UNPARSED,
    TEXT,
    BREAK,
    CODE,
    EMPHASIS,
    STRONG,
    STRIKETHROUGH,
    LINK,
    IMAGE,
    /** A mark that points to a footnote; its value is the footnote's name. */
    FOOTNOTE,
    /** A character written as an entity; its value is the character. */
    ENTITY,
    /** A dash, an ellipsis, a guillemet or a curly quote made of ASCII; its value is the characters shown. */
    SYMBOL,
    /** A word that the document defines; the title is an attribute. */
    ABBREVIATION
}
