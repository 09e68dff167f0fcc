package org.dibao.render.search;

/** What a document of the index has. */
final class Fields {
    /** The article's id: one document for each. */
    static final String ID = "id";
    /** The title's terms. */
    static final String TITLE = "title";
    /** The terms of title and text. */
    static final String ALL = "all";
    /** Milliseconds since 1970, to sort by. */
    static final String DATE = "date";
    /** What a hit shows. */
    static final String SHOWN_TITLE = "t";

    static final String SHOWN_TEXT = "x";
    static final String SHOWN_PATH = "p";
    static final String SHOWN_DATE = "d";
    static final String SHOWN_LANG = "l";

    private Fields() {}
}
