package org.dibao.contract.wire;

/** The default topic names, and the consumer groups. Each topic has one partition. */
public final class Topics {
    /** The log: every submission, kept permanently. */
    public static final String ARTICLES = "articles";

    public static final String ARTICLE_EVENTS = "article-events";
    public static final String PUBLICATIONS = "publications";

    /** The suffix of a topic's dead-letter topic. */
    public static final String DEAD_LETTERS = ".dlt";

    public static final String STORE_GROUP = "dibao-store";
    public static final String RENDER_GROUP = "dibao-render";

    private Topics() {}

    public static String deadLettersOf(String topic) {
        return topic + DEAD_LETTERS;
    }
}
