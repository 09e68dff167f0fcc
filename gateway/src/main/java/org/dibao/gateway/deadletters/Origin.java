package org.dibao.gateway.deadletters;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.stream.Stream;
import org.dibao.contract.wire.Topics;

/** The topics that dead letters come from, by the names that they have unless a setting gives others. */
enum Origin {
    ARTICLES(Topics.ARTICLES),
    ARTICLE_EVENTS(Topics.ARTICLE_EVENTS);

    private final String text;

    Origin(String text) {
        this.text = text;
    }

    @JsonValue
    String text() {
        return text;
    }

    static Optional<Origin> of(String text) {
        return Stream.of(values()).filter(origin -> origin.text.equals(text)).findFirst();
    }
}
