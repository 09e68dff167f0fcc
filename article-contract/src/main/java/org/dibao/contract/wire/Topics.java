package org.dibao.contract.wire;

/** The topics' names by default, and the consumer groups. Each topic has one partition. */
public final class Topics {
    /** The log: every submission, for ever. */
    public static final String ARTICLES = "articles";

    public static final String ARTICLE_EVENTS = "article-events";
    public static final String PUBLICATIONS = "publications";

    /** Behind a topic's name: its dead letters. */
    public static final String DEAD_LETTERS = ".dlt";

    public static final String STORE_GROUP = "dibao-store";
    public static final String RENDER_GROUP = "dibao-render";

    private Topics() {}

    public static String deadLettersOf(String topic) {
        return topic + DEAD_LETTERS;
    }
}
