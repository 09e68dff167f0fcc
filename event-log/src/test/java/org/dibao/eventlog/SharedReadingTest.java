package org.dibao.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import org.dibao.contract.article.Position;
import org.dibao.contract.event.ArticleEvent;
import org.dibao.contract.event.Outcome;
import org.dibao.contract.publication.Publication;
import org.dibao.contract.site.SiteSettings;
import org.dibao.contract.wire.Codec;
import org.dibao.contract.wire.Headers;
import org.dibao.contract.wire.NewerVersion;
import org.junit.jupiter.api.Test;

class SharedReadingTest {
    private final SharedReading reading = new SharedReading();

    @Test
    void theSameRecordIsParsedOnce() throws Exception {
        assertThat(reading.read(record(7, 7))).isSameAs(reading.read(record(7, 7)));
    }

    @Test
    void anotherRecordAtTheSamePlaceIsAnotherPublication() throws Exception {
        assertThat(reading.read(record(7, 7)).position()).isEqualTo(new Position(7));
        assertThat(reading.read(record(7, 8)).position()).isEqualTo(new Position(8));
        assertThat(reading.read(record(7 + 512, 9)).position()).isEqualTo(new Position(9));
        assertThat(reading.read(record(7, 7)).position()).isEqualTo(new Position(7));
    }

    @Test
    void equalBytesUnderOtherHeadersAreNotTheSame() throws Exception {
        ReceivedRecord known = record(7, 7);
        reading.read(known);
        ReceivedRecord newer = new ReceivedRecord(
                7, Instant.EPOCH, null, Map.of(Headers.TYPE, "org.dibao.publication.unchanged.v99"), known.value());
        assertThatThrownBy(() -> reading.read(newer)).isInstanceOf(NewerVersion.class);
        assertThatThrownBy(() -> reading.read(newer)).isInstanceOf(NewerVersion.class);
    }

    private static ReceivedRecord record(long offset, long position) {
        var message = Codec.write(Publication.of(
                new ArticleEvent(new Position(position), Instant.EPOCH, new Outcome.Unchanged(null, null, null)),
                SiteSettings.DEFAULT));
        return new ReceivedRecord(offset, Instant.EPOCH, null, message.headers(), message.value());
    }
}
