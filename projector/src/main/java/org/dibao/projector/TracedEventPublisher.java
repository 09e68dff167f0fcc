package org.dibao.projector;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.dibao.contract.article.Position;
import org.dibao.contract.wire.EventMessage;
import org.dibao.contract.wire.Headers;
import org.dibao.contract.wire.TraceParent;
import org.dibao.support.trace.Spans;

/** Records publishing as a step of each event's request, where somebody wants to have it. Nothing else is different. */
public final class TracedEventPublisher implements EventPublisher {
    private final EventPublisher publisher;
    private final Spans spans;
    private final String name;

    /** @param service who publishes */
    public TracedEventPublisher(EventPublisher publisher, Spans spans, String service) {
        this.publisher = publisher;
        this.spans = spans;
        this.name = service + " publishes";
    }

    @Override
    public Position last() {
        return publisher.last();
    }

    @Override
    public void publish(List<EventMessage> events) {
        List<Spans.Span> begun = new ArrayList<>();
        try {
            publisher.publish(events.stream().map(event -> traced(event, begun)).toList());
        } finally {
            begun.forEach(Spans.Span::close);
        }
    }

    private EventMessage traced(EventMessage event, List<Spans.Span> begun) {
        TraceParent request = TraceParent.of(event.headers());
        if (request == null || !spans.areRecorded(request)) {
            return event;
        }
        Spans.Span span = spans.start(name, request, Instant.now())
                .tag("position", String.valueOf(event.headers().get(Headers.ID)));
        begun.add(span);
        return event.in(span.context());
    }
}
