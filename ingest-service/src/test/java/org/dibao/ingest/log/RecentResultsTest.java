package org.dibao.ingest.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.dibao.contract.article.Position;
import org.dibao.contract.event.ArticleEvent;
import org.dibao.contract.event.Outcome;
import org.dibao.contract.event.Result;
import org.dibao.contract.publication.Publication;
import org.dibao.contract.site.SiteSettings;
import org.junit.jupiter.api.Test;

class RecentResultsTest {
    private final RecentResults results = new RecentResults(3, new Position(9));

    @Test
    void whoeverAsksBeforeOrAfterGetsTheResult() {
        var before = results.of(new Position(11));
        results.on(publications(10, 12));
        assertThat(before).isCompletedWithValueMatching(r -> r.outcome() == Result.Kind.UNCHANGED);
        assertThat(results.of(new Position(12))).isCompleted();
        assertThat(results.published()).isEqualTo(new Position(12));
    }

    @Test
    void onlyTheLastAreKept() {
        results.on(publications(10, 14));
        assertThat(results.of(new Position(12))).isCompleted();
        assertThat(results.of(new Position(11))).isNotDone();
    }

    @Test
    void whoeverGivesUpIsForgotten() {
        results.of(new Position(20)).cancel(false);
        assertThat(results.waiting()).isZero();
    }

    private static List<Publication> publications(long first, long last) {
        return LongStream.rangeClosed(first, last)
                .mapToObj(at -> Publication.of(
                        new ArticleEvent(new Position(at), Instant.EPOCH, new Outcome.Unchanged(null, null, null)),
                        SiteSettings.DEFAULT))
                .toList();
    }
}
