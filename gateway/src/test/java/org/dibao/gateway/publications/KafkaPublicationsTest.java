package org.dibao.gateway.publications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.dibao.contract.article.Position;
import org.dibao.contract.publication.Publication;
import org.dibao.contract.wire.Codec;
import org.dibao.contract.wire.TraceParent;
import org.dibao.embedded.EmbeddedKafka;
import org.dibao.eventlog.KafkaSettings;
import org.dibao.eventlog.TopicSettings;
import org.dibao.eventlog.TopicSetup;
import org.dibao.eventlog.TopicWriter;
import org.dibao.eventlog.publicevents.LogEvent;
import org.dibao.gateway.Samples;
import org.dibao.support.trace.Spans;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.MDC;

/** The port on the real broker. */
class KafkaPublicationsTest {

    @Test
    void whatRenderPublishesArrivesFromTheEndOn(@TempDir Path folder) {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder, 0)) {
            KafkaSettings settings = new KafkaSettings(kafka.bootstrapServers());
            TopicSettings topics = TopicSettings.defaults();
            PublicationSource source = new KafkaPublications(settings, topics, Spans.NONE);
            source.verify();
            TopicSetup.createOrVerify(settings, topics.articles(), 1);
            assertThat(source.end()).isEqualTo(Position.NONE);
            assertThat(source.logEnd()).isEqualTo(Position.NONE);
            try (TopicWriter render = new TopicWriter(settings, topics.publications())) {
                render.appendAll(messages(0, 1));
                assertThat(source.end()).isEqualTo(new Position(1));
                List<Publication> seen = new CopyOnWriteArrayList<>();
                List<String> sources = new CopyOnWriteArrayList<>();
                try (PublicationSource.Following following = source.follow(source.end(), (publication, from) -> {
                    sources.add(from);
                    seen.add(publication);
                })) {
                    following.start();
                    render.appendAll(List.of(
                            messages(2).getFirst().ofSite("https://news.example"),
                            messages(3).getFirst()));
                    await().until(() -> seen.size() == 2);
                    assertThat(seen).extracting(it -> it.position().value()).containsExactly(2L, 3L);
                    assertThat(sources).containsExactly("https://news.example/render", "/render");
                    try (PublicationSource.History history = source.history()) {
                        assertThat(history.read(new Position(1), 2))
                                .extracting(LogEvent::source)
                                .containsExactly("https://news.example/render", "/render");
                    }
                    assertThat(following.isHealthy()).isTrue();
                }
            }
        }
    }

    @Test
    void linesOfTheLogAndSpansAreAboutThePublicationAndItsRequest(@TempDir Path folder) {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder, 0)) {
            KafkaSettings settings = new KafkaSettings(kafka.bootstrapServers());
            TopicSettings topics = TopicSettings.defaults();
            RecordedSpans spans = new RecordedSpans();
            PublicationSource source = new KafkaPublications(settings, topics, spans);
            source.verify();
            TraceParent request = TraceParent.random().sampled();
            List<String> context = new CopyOnWriteArrayList<>();
            try (TopicWriter render = new TopicWriter(settings, topics.publications());
                    PublicationSource.Following following = source.follow(
                            Position.NONE, (_, _) -> context.add(MDC.get("position") + " " + MDC.get("traceId")))) {
                following.start();
                var messages = messages(0, 1);
                render.appendAll(List.of(messages.getFirst(), messages.getLast().in(request)));
                await().until(() -> spans.ended.size() == 1);
            }
            assertThat(context).containsExactly("0 null", "1 " + request.traceId());
            assertThat(spans.ended).containsExactly("gateway purges of " + request + " position=1");
        }
    }

    private static final class RecordedSpans implements Spans {
        private final List<String> ended = new CopyOnWriteArrayList<>();

        @Override
        public TraceParent begin() {
            return TraceParent.random();
        }

        @Override
        public boolean areRecorded(@Nullable TraceParent request) {
            return request != null && request.isSampled();
        }

        @Override
        public Span start(String name, TraceParent request, Instant since) {
            List<String> told = new ArrayList<>(List.of(name + " of " + request));
            return new Span() {
                @Override
                public TraceParent context() {
                    return request;
                }

                @Override
                public Span tag(String tag, String value) {
                    told.add(tag + "=" + value);
                    return this;
                }

                @Override
                public void close() {
                    ended.add(String.join(" ", told));
                }
            };
        }

        @Override
        public void close() {}
    }

    private static List<org.dibao.contract.wire.EventMessage> messages(long... positions) {
        return java.util.stream.LongStream.of(positions)
                .mapToObj(it -> Codec.write(Samples.publication(it, Samples.live("a" + it, 1), "home")))
                .toList();
    }
}
