package org.dibao.contract.wire;

/** The default topic names, and the consumer groups. A topic has one partition unless it says otherwise. */
public final class Topics {
    /** The log: every submission, kept permanently. */
    public static final String ARTICLES = "articles";

    public static final String ARTICLE_EVENTS = "article-events";
    public static final String PUBLICATIONS = "publications";

    /** The definitions of subscriptions by id, compacted, in several partitions. */
    public static final String SUBSCRIPTIONS = "subscriptions";

    /** How far each subscription has got, compacted, in as many partitions as the definitions. */
    public static final String DELIVERY_PROGRESS = "delivery-progress";

    /** What operators do: API keys, as hashes, and dead letters. */
    public static final String OPERATIONS = "operations";

    /** The suffix of a topic's dead-letter topic. */
    public static final String DEAD_LETTERS = ".dlt";

    /** The suffix of the topic that names the logs which a restored log continues. */
    public static final String LINEAGE = ".lineage";

    public static final String STORE_GROUP = "dibao-store";
    public static final String RENDER_GROUP = "dibao-render";
    public static final String DELIVERY_GROUP = "dibao-delivery";

    private Topics() {}

    public static String lineageOf(String articles) {
        return articles + LINEAGE;
    }

    public static String deadLettersOf(String topic) {
        return topic + DEAD_LETTERS;
    }
}
