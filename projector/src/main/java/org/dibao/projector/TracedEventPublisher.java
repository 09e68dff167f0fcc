package org.dibao.projector;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.dibao.contract.article.Position;
import org.dibao.contract.wire.EventMessage;
import org.dibao.contract.wire.Headers;
import org.dibao.contract.wire.TraceParent;
import org.dibao.support.trace.Spans;

/** Also records publishing as a step of each event's request if the request is recorded. */
public final class TracedEventPublisher implements EventPublisher {
    private final EventPublisher publisher;
    private final Spans spans;
    private final String name;

    /** @param service the publishing service */
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
