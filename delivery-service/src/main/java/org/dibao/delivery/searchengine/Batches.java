package org.dibao.delivery.searchengine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.dibao.delivery.channel.Answer;
import org.dibao.delivery.subscription.Subscription;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Collects what is to be said to one subscription for a moment, and says it in one call. Whoever added something gets
 * the answer of that call. What was cancelled before the call is left out. Thread-safe.
 */
final class Batches {
    private final Duration moment;
    private final BiFunction<Subscription, List<String>, Mono<Answer>> call;
    private final Map<String, Batch> open = new HashMap<>();

    /** @param call says these addresses, each of them once; never empty */
    Batches(Duration moment, BiFunction<Subscription, List<String>, Mono<Answer>> call) {
        this.moment = moment;
        this.call = call;
    }

    /** @param most how many addresses fit into one call */
    Mono<Answer> add(Subscription to, Set<String> addresses, int most) {
        return Mono.create(sink -> {
            Entry entry = new Entry(addresses, sink);
            Batch full = null;
            Batch begun = null;
            synchronized (open) {
                Batch batch = open.get(to.id());
                if (batch != null && batch.size() + addresses.size() > most) {
                    full = open.remove(to.id());
                    batch = null;
                }
                if (batch == null) {
                    batch = new Batch(to);
                    begun = batch;
                    open.put(to.id(), batch);
                }
                batch.entries.add(entry);
                sink.onCancel(() -> leave(entry));
            }
            if (full != null) {
                send(full);
            }
            if (begun != null) {
                Batch later = begun;
                Mono.delay(moment).subscribe(_ -> close(later));
            }
        });
    }

    private void leave(Entry entry) {
        synchronized (open) {
            open.values().forEach(batch -> batch.entries.remove(entry));
        }
    }

    private void close(Batch batch) {
        synchronized (open) {
            if (!open.remove(batch.to.id(), batch)) {
                return; // was full before
            }
        }
        send(batch);
    }

    private void send(Batch batch) {
        Set<String> addresses = new LinkedHashSet<>();
        batch.entries.forEach(entry -> addresses.addAll(entry.addresses()));
        if (addresses.isEmpty()) {
            return;
        }
        Mono.defer(() -> call.apply(batch.to, List.copyOf(addresses)))
                .subscribe(
                        answer -> batch.entries.forEach(entry -> entry.sink().success(answer)),
                        failure -> batch.entries.forEach(entry -> entry.sink().error(failure)));
    }

    private record Entry(Set<String> addresses, MonoSink<Answer> sink) {}

    private static final class Batch {
        private final Subscription to;
        private final List<Entry> entries = new ArrayList<>();

        Batch(Subscription to) {
            this.to = to;
        }

        int size() {
            return entries.stream().mapToInt(entry -> entry.addresses().size()).sum();
        }
    }
}
