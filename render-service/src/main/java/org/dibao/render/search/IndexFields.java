package org.dibao.render.search;

/** The fields of a document in the index. */
final class IndexFields {
    /** The article's id, to find it and to sort by; there is one document per article. */
    static final String ID = "id";
    /** The title's terms. */
    static final String TITLE = "title";
    /** The terms of title and text. */
    static final String ALL = "all";
    /** Milliseconds since 1970, to sort by. */
    static final String DATE = "date";
    /** The site's files that it shows or leads to: see {@link ShownFiles}. */
    static final String FILES = "files";
    /** What is shown of a hit. */
    static final String SHOWN_ID = "i";

    static final String SHOWN_TITLE = "t";

    static final String SHOWN_TEXT = "x";
    static final String SHOWN_PATH = "p";
    static final String SHOWN_DATE = "d";
    static final String SHOWN_LANG = "l";

    private IndexFields() {}
}
