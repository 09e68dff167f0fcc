package org.dibao.eventlog;

import org.dibao.contract.wire.Topics;
import org.jspecify.annotations.Nullable;

/**
 * The topics' names and replication: the settings under {@code dibao.topics}.
 *
 * @param replication copies of each topic; 0 or absent: 1. With 3 or more, two must have a record before it is acknowledged
 */
public record TopicSettings(String articles, String articleEvents, String publications, int replication) {

    public TopicSettings(
            @Nullable String articles, @Nullable String articleEvents, @Nullable String publications, int replication) {
        this.articles = articles == null ? Topics.ARTICLES : articles;
        this.articleEvents = articleEvents == null ? Topics.ARTICLE_EVENTS : articleEvents;
        this.publications = publications == null ? Topics.PUBLICATIONS : publications;
        this.replication = replication == 0 ? 1 : replication;
        if (replication < 0) {
            throw new IllegalArgumentException(
                    "dibao.topics.replication: 1 or more, as many as there are brokers at most");
        }
    }

    /** The names by default, one copy. */
    public static TopicSettings defaults() {
        return new TopicSettings(null, null, null, 0);
    }
}
