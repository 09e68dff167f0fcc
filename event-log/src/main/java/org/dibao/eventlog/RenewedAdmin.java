package org.dibao.eventlog;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaFuture;
import org.jspecify.annotations.Nullable;

/**
 * An admin client that is replaced once it has not answered for a while: its thread may have died, for lack of memory for
 * instance, which shows in nothing else. Thread-safe.
 */
public final class RenewedAdmin implements AutoCloseable {
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private final Supplier<Admin> clients;
    private final Duration silence;
    private final AtomicReference<@Nullable Client> current = new AtomicReference<>();
    private volatile boolean closed;

    /** @param heard when it last answered, or was made */
    private record Client(Admin admin, AtomicReference<Long> heard) {}

    /** @param requestTimeout how long one request may take */
    public RenewedAdmin(KafkaSettings kafka, Duration requestTimeout) {
        this(() -> Admin.create(config(kafka, requestTimeout)), SILENCE);
    }

    RenewedAdmin(Supplier<Admin> clients, Duration silence) {
        this.clients = clients;
        this.silence = silence;
    }

    private static Map<String, Object> config(KafkaSettings kafka, Duration requestTimeout) {
        Map<String, Object> config = kafka.common();
        int timeout = Math.toIntExact(requestTimeout.toMillis());
        config.put("request.timeout.ms", timeout);
        config.put("default.api.timeout.ms", timeout);
        return config;
    }

    /** Fails if the broker does not answer in time. Does not block but for the making of a client, some milliseconds. */
    public <T> CompletableFuture<T> ask(Function<Admin, KafkaFuture<T>> question, Duration timeout) {
        Client client = client();
        CompletableFuture<T> answer;
        try {
            answer = question.apply(client.admin())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
        return answer.whenComplete((_, failure) -> {
            if (failure == null) {
                client.heard().set(System.nanoTime());
            }
        });
    }

    private synchronized Client client() {
        if (closed) {
            throw new IllegalStateException("closed");
        }
        Client now = current.get();
        if (now != null && System.nanoTime() - now.heard().get() < silence.toNanos()) {
            return now;
        }
        Client next = new Client(clients.get(), new AtomicReference<>(System.nanoTime()));
        current.set(next);
        if (now != null) {
            // It may wait for its thread: in one of its own, since the common pool may have only one, which others
            // need.
            Thread.ofPlatform()
                    .daemon()
                    .name("close-admin-client")
                    .start(() -> now.admin().close(Duration.ZERO));
        }
        return next;
    }

    @Override
    public synchronized void close() {
        closed = true;
        Client now = current.get();
        if (now != null) {
            now.admin().close(Duration.ofSeconds(1));
        }
    }
}
