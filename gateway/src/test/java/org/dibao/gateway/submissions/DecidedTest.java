package org.dibao.gateway.submissions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.event.Result;
import org.dibao.contract.event.ResultBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DecidedTest {
    private static final Instant EIGHT = Instant.parse("2026-12-05T00:00:00Z");

    @Test
    void whatWasScheduledTellsByHowMuchItWasLate() {
        assertThat(late(Result.Kind.PUBLISHED, EIGHT, EIGHT.plusSeconds(3725))).isEqualTo(3725);
        assertThat(late(Result.Kind.WITHDRAWN, EIGHT, EIGHT.plusSeconds(61))).isEqualTo(61);
        assertThat(late(Result.Kind.PUBLISHED, EIGHT, EIGHT.plusMillis(999)))
                .as("that is in time")
                .isNull();
        assertThat(late(Result.Kind.PUBLISHED, null, EIGHT))
                .as("was not scheduled")
                .isNull();
        assertThat(late(Result.Kind.SCHEDULED, EIGHT, EIGHT.minusSeconds(60)))
                .as("has not happened yet")
                .isNull();
    }

    private static @Nullable Long late(Result.Kind outcome, @Nullable Instant scheduledFor, Instant at) {
        Result result = ResultBuilder.builder()
                .outcome(outcome)
                .status(200)
                .article(new ArticleId("bell"))
                .scheduledFor(scheduledFor)
                .build();
        return new Decided(result, at, null).lateSeconds();
    }
}
