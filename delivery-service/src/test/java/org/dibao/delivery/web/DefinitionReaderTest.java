package org.dibao.delivery.web;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.dibao.contract.json.Json;
import org.dibao.delivery.channel.Answer;
import org.dibao.delivery.channel.Channel;
import org.dibao.delivery.channel.InvalidSubscription;
import org.dibao.delivery.channel.Message;
import org.dibao.delivery.subscription.Subscription;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/** What is told about a definition that is not valid: what is wrong first, then what is allowed. */
class DefinitionReaderTest {
    private final DefinitionReader reader = new DefinitionReader(
            new Channel() {
                @Override
                public boolean serves(String kind) {
                    return kind.equals(Subscription.WEBHOOK);
                }

                @Override
                public void check(Subscription subscription) {}

                @Override
                public Mono<Answer> send(Subscription to, Message message) {
                    return Mono.error(new UnsupportedOperationException());
                }
            },
            new DefinitionLimits(10, 100, 2, 3, 10_000, 20, Duration.ofDays(1)));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"maxConcurrent":1000}            | maxConcurrent   | "1000" is not a whole number from 1 to 100 (dibao.delivery.max-concurrent)
            {"ordering":"none"}               | ordering        | "none" is none of article
            {"paused":"yes"}                  | paused          | "yes" is not true or false
            {"targte":"https://a.example/"}   | targte          | there is no such field: did you mean "target"? The fields are after, filter
            {"filter":{"categroy":"river"}}   | filter.categroy | there is no such parameter: did you mean "category"? The parameters are article, author
            {"filter":{"zzz":"river"}}        | filter.zzz      | there is no such parameter. The parameters are article, author
            {"filter":"river"}                | filter          | "river" is not an object; write one, such as
            {"filter":{"tag":[1]}}            | filter.tag      | "[1]" is not a text or a list of texts
            {"target":"paper.example"}        | target          | it is not a full address of at most 2000 characters, such as https://example.com/hook
            {"headers":{"A":"1","B":"2","C":"3"}} | headers     | there are 3; at most 2 are allowed
            {"name":""}                       | name            | it is not a text of 1 to 200 characters
            """)
    void whatIsWrongComesFirst(String json, String field, String detail) {
        Subscription base = reader.begun("s1", Subscription.WEBHOOK, null, Instant.EPOCH);
        assertThatThrownBy(() -> reader.apply((ObjectNode) Json.mapper().readTree(json), base, Set.of("after")))
                .isInstanceOfSatisfying(
                        InvalidSubscription.class,
                        e -> org.assertj.core.api.Assertions.assertThat(e.field())
                                .isEqualTo(field))
                .hasMessageStartingWith(detail);
    }
}
