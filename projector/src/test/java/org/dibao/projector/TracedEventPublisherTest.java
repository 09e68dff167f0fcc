package org.dibao.projector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dibao.contract.article.Position;
import org.dibao.contract.wire.EventMessage;
import org.dibao.contract.wire.TraceParent;
import org.dibao.support.trace.Spans;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TracedEventPublisherTest {
    private static final TraceParent RECORDED = TraceParent.random().sampled();
    private static final TraceParent NOT_RECORDED = TraceParent.random();
    private static final String STEP = "1111111111111111";

    private final List<EventMessage> published = new ArrayList<>();
    private final List<String> spans = new ArrayList<>();
    private boolean down;

    @Test
    void whatIsNotRecordedIsPublishedAsItIs() {
        EventMessage plain = event(7, null);
        EventMessage followed = event(8, NOT_RECORDED);
        publisher().publish(List.of(plain, followed));
        assertThat(published).containsExactly(plain, followed);
        assertThat(spans).isEmpty();
    }

    @Test
    void aRecordedRequestHasAStepAndTheEventBelongsToIt() {
        publisher().publish(List.of(event(7, RECORDED), event(8, NOT_RECORDED)));
        assertThat(TraceParent.of(published.getFirst().headers())).isEqualTo(RECORDED.from(STEP));
        assertThat(TraceParent.of(published.getLast().headers())).isEqualTo(NOT_RECORDED);
        assertThat(spans).containsExactly("store publishes", "position=7", "end");
    }

    @Test
    void aStepEndsAlsoWhereTheBrokerDoesNotAnswer() {
        down = true;
        assertThatThrownBy(() -> publisher().publish(List.of(event(7, RECORDED))))
                .isInstanceOf(Unavailable.class);
        assertThat(spans).endsWith("end");
    }

    private static EventMessage event(long position, @Nullable TraceParent trace) {
        return new EventMessage("key", Map.of("ce_id", Long.toString(position)), new byte[] {1}).in(trace);
    }

    private EventPublisher publisher() {
        EventPublisher topic = new EventPublisher() {
            @Override
            public Position last() {
                return Position.NONE;
            }

            @Override
            public void publish(List<EventMessage> events) {
                if (down) {
                    throw new Unavailable("down", new IllegalStateException());
                }
                published.addAll(events);
            }
        };
        return new TracedEventPublisher(topic, recording(), "store");
    }

    private Spans recording() {
        return new Spans() {
            @Override
            public TraceParent begin() {
                return RECORDED;
            }

            @Override
            public boolean areRecorded(@Nullable TraceParent request) {
                return request != null && request.isSampled();
            }

            @Override
            public Span start(String name, TraceParent request, Instant since) {
                spans.add(name);
                return new Span() {
                    @Override
                    public TraceParent context() {
                        return request.from(STEP);
                    }

                    @Override
                    public Span tag(String tag, String value) {
                        spans.add(tag + "=" + value);
                        return this;
                    }

                    @Override
                    public void close() {
                        spans.add("end");
                    }
                };
            }

            @Override
            public void close() {}
        };
    }
}
