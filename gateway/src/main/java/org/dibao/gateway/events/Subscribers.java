package org.dibao.gateway.events;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.dibao.contract.article.Position;
import org.dibao.contract.publication.Publication;
import org.dibao.gateway.publications.PublicationListener;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The open streams. Each receives every event after the position at which it joined, in order, or is ended. */
@Component
final class Subscribers implements PublicationListener {
    private final Set<Subscriber> open = new LinkedHashSet<>();
    private final EventSettings settings;
    private final Counter dropped;
    private @Nullable Position last;
    private boolean stopped;

    Subscribers(EventSettings settings, MeterRegistry meters) {
        this.settings = settings;
        Gauge.builder("dibao.gateway.subscribers", this, Subscribers::count)
                .description("Open event streams")
                .register(meters);
        this.dropped = Counter.builder("dibao.gateway.subscribers.dropped")
                .description("Event streams ended because they were too slow")
                .register(meters);
    }

    /** @return absent if the maximum is reached, or the log's position is not known yet */
    synchronized @Nullable Subscriber join(boolean all) {
        if (last == null || stopped || open.size() >= settings.maxSubscribers()) {
            return null;
        }
        Subscriber subscriber = new Subscriber(last, all, settings.buffer());
        open.add(subscriber);
        return subscriber;
    }

    synchronized void leave(Subscriber subscriber) {
        open.remove(subscriber);
    }

    synchronized int count() {
        return open.size();
    }

    @Override
    public Stage stage() {
        return Stage.PUSH;
    }

    @Override
    public synchronized void startAfter(Position position) {
        last = position;
    }

    /** If it fails, all streams end: none continues with a gap. */
    @Override
    public synchronized void on(Publication publication) {
        last = publication.position();
        if (open.isEmpty()) {
            return;
        }
        boolean pushed = false;
        try {
            push(publication);
            pushed = true;
        } finally {
            if (!pushed) {
                endAll("this stream ends before position " + publication.position());
            }
        }
    }

    private void push(Publication publication) {
        boolean fact = publication.result().outcome().isFact();
        byte[] frame = PublicEvent.of(publication).frame();
        for (Subscriber subscriber :
                List.copyOf(open)) { // a subscriber with a broken connection leaves while an event is offered
            if (!subscriber.offer(publication.position(), fact, frame)) {
                open.remove(subscriber);
                dropped.increment(subscriber.isTooSlow() ? 1 : 0);
            }
        }
    }

    @Override
    public synchronized void stop() {
        stopped = true;
        endAll("the gateway is shutting down");
    }

    private void endAll(String why) {
        List<Subscriber> ended = List.copyOf(open);
        open.clear();
        ended.forEach(it -> it.end(why));
    }
}
