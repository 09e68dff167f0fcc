package org.dibao.eventlog;

import jakarta.validation.constraints.NotBlank;
import org.dibao.contract.wire.Topics;
import org.dibao.support.settings.MustBe;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The settings under {@code dibao.topics}. Another site on the same Kafka cluster needs different names.
 *
 * @param articles      the topic of submissions
 * @param articleEvents the topic of what became of them
 * @param publications  the topic of what is live
 * @param subscriptions    the topic of the definitions of subscriptions
 * @param deliveryProgress the topic of how far each subscription has got
 * @param operations       the topic of what operators do: keys, dead letters
 * @param replication   copies of each topic that is created; with 3 or more, two must have a record before it is acknowledged
 */
@Validated
@ConfigurationProperties("dibao.topics")
public record TopicSettings(
        @NotBlank @DefaultValue(Topics.ARTICLES) String articles,
        @NotBlank @DefaultValue(Topics.ARTICLE_EVENTS) String articleEvents,
        @NotBlank @DefaultValue(Topics.PUBLICATIONS) String publications,
        @NotBlank @DefaultValue(Topics.SUBSCRIPTIONS) String subscriptions,
        @NotBlank @DefaultValue(Topics.DELIVERY_PROGRESS) String deliveryProgress,
        @NotBlank @DefaultValue(Topics.OPERATIONS) String operations,
        @MustBe("1 to 32767") @DefaultValue("1") int replication) {

    /** The default names, one copy. */
    public static TopicSettings defaults() {
        return new TopicSettings(
                Topics.ARTICLES,
                Topics.ARTICLE_EVENTS,
                Topics.PUBLICATIONS,
                Topics.SUBSCRIPTIONS,
                Topics.DELIVERY_PROGRESS,
                Topics.OPERATIONS,
                1);
    }
}
