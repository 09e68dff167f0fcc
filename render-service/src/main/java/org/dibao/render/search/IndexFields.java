package org.dibao.render.search;

/** The fields of a document in the index. */
final class IndexFields {
    /** The article's id; there is one document per article. */
    static final String ID = "id";
    /** The title's terms. */
    static final String TITLE = "title";
    /** The terms of title and text. */
    static final String ALL = "all";
    /** Milliseconds since 1970, to sort by. */
    static final String DATE = "date";
    /** The title shown in a hit. */
    static final String SHOWN_TITLE = "t";

    static final String SHOWN_TEXT = "x";
    static final String SHOWN_PATH = "p";
    static final String SHOWN_DATE = "d";
    static final String SHOWN_LANG = "l";

    private IndexFields() {}
}
