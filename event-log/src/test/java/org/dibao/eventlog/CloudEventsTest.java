package org.dibao.eventlog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import io.cloudevents.SpecVersion;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.dibao.contract.ModelStore;
import org.dibao.contract.article.ArticleDraftBuilder;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.Position;
import org.dibao.contract.article.Source;
import org.dibao.contract.event.ArticleEvent;
import org.dibao.contract.publication.Publication;
import org.dibao.contract.site.SiteSettings;
import org.dibao.contract.submission.Preconditions;
import org.dibao.contract.submission.Request;
import org.dibao.contract.submission.Submission;
import org.dibao.contract.submission.Submission.SubmitArticle;
import org.dibao.contract.wire.Codec;
import org.dibao.contract.wire.EventMessage;
import org.junit.jupiter.api.Test;

/** What stands on Kafka is a CloudEvent to the official reader, too. */
class CloudEventsTest {
    private static final Instant AT = Instant.parse("2022-03-01T00:00:00.125Z");
    private static final Submission SUBMISSION = new SubmitArticle(
            new Request(AT, "desk", null, Preconditions.NONE),
            new ArticleId("邸报-1"),
            ArticleDraftBuilder.builder()
                    .title("早市开门")
                    .categories(List.of("chengshi"))
                    .source(new Source(Source.Format.MARKDOWN, "天没亮就排起了队。"))
                    .build(),
            "<p>天没亮就排起了队。</p>");
    private static final ArticleEvent EVENT = new ModelStore(new Position(17)).decide(SUBMISSION);

    @Test
    void aSubmissionIsOne() {
        CloudEvent event = official(Codec.write(SUBMISSION), "/ingest", "org.dibao.submission.submit.v1");

        assertThat(event.getId()).isNotEmpty();
    }

    @Test
    void anArticleEventIsOneAndItsIdIsThePosition() {
        assertThat(official(Codec.write(EVENT), "/store", "org.dibao.article.published.v1")
                        .getId())
                .isEqualTo("17");
    }

    @Test
    void aPublicationIsOneAndItsIdIsThePosition() {
        assertThat(official(
                                Codec.write(Publication.of(EVENT, SiteSettings.DEFAULT)),
                                "/render",
                                "org.dibao.publication.published.v1")
                        .getId())
                .isEqualTo("17");
    }

    private static CloudEvent official(EventMessage message, String source, String type) {
        ConsumerRecord<String, byte[]> record = new ConsumerRecord<>("a-topic", 0, 17, message.key(), message.value());
        message.headers().forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));

        CloudEvent event = KafkaMessageFactory.createReader(record).toEvent();

        assertThat(event.getSpecVersion()).isEqualTo(SpecVersion.V1);
        assertThat(event.getSource()).isEqualTo(URI.create(source));
        assertThat(event.getType()).isEqualTo(type);
        assertThat(event.getSubject()).isEqualTo("邸报-1");
        assertThat(event.getTime()).isEqualTo(OffsetDateTime.ofInstant(AT, ZoneOffset.UTC));
        assertThat(event.getDataContentType()).isEqualTo("application/json");
        assertThat(Objects.requireNonNull(event.getData()).toBytes()).isEqualTo(message.value());
        assertThat(event.getExtensionNames()).isEmpty();
        return event;
    }
}
