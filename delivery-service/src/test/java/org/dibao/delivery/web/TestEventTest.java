package org.dibao.delivery.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.dibao.contract.json.Json;
import org.dibao.contract.site.SiteSettings;
import org.dibao.delivery.articles.Story;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TestEventTest {
    private final TestEvent event =
            TestEvent.at(Instant.parse("2026-11-28T08:00:00Z"), "https://news.example", "sub_1", "evt_test");

    @Test
    void programsSeeThatItIsATest() {
        assertThat(Json.read(event.body(), JsonNode.class).path("type").asString())
                .isEqualTo("org.dibao.subscription.test.v1");
    }

    @Test
    void itsSourceTellsTheSite() {
        assertThat(Json.read(event.body(), JsonNode.class).path("source").asString())
                .isEqualTo("https://news.example/delivery");
    }

    @Test
    void peopleReadThatItIsATest() {
        Story story =
                Story.of(event.event(), Optional.empty(), SiteSettings.DEFAULT).orElseThrow();

        assertThat(story.title()).contains("test");
        assertThat(story.event()).isEqualTo("published");
    }
}
