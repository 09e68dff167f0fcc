package org.dibao.delivery.targets;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.resolver.AddressResolverGroup;
import io.netty.util.HashedWheelTimer;
import io.netty.util.Timeout;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.dibao.delivery.targets.TargetResult.Failed;
import org.dibao.delivery.targets.TargetResult.Reason;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.netty.ByteBufFlux;
import reactor.netty.Connection;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;
import reactor.netty.transport.NameResolverProvider;

/**
 * Calls targets over HTTP/1.1. It connects to nothing that {@link TargetRules} forbid, follows no redirect, uses no proxy
 * from the environment, and is done with every attempt within the time limits of {@link TargetSettings}, whatever the
 * target does. It reads no more of an answer than it is told to; then it closes the connection. Connections are kept for
 * the next request, a limited number of them.
 */
public final class TargetClient implements AutoCloseable {
    private static final Duration UNUSED_POOL = Duration.ofMinutes(1);

    private final TargetRules rules;
    private final TargetSettings settings;
    private final TargetFailures failures;
    private final Turns turns;
    /** A scheduler of Reactor would cost each attempt several times as much. */
    private final HashedWheelTimer timer;

    private final GuardedResolver resolver;
    private final ConnectionProvider pool;
    private final HttpClient http;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile boolean closed;

    /** @param loops the threads of the connections */
    public TargetClient(TargetSettings settings, LoopResources loops) {
        this(settings, loops, allAddresses(settings).newNameResolverGroup(loops, LoopResources.DEFAULT_NATIVE));
    }

    /** @param names looks names up; closed with this */
    TargetClient(TargetSettings settings, LoopResources loops, AddressResolverGroup<InetSocketAddress> names) {
        this.settings = settings;
        this.failures = new TargetFailures(settings);
        this.rules = new TargetRules(settings);
        this.turns = new Turns(
                settings.maxConnections(),
                settings.maxPerHost(),
                settings.slowAfter().toNanos(),
                System::nanoTime);
        this.timer = new HashedWheelTimer(
                new DefaultThreadFactory("target-time-limits", true), tick(settings), TimeUnit.MILLISECONDS);
        lookAtTurns();
        this.resolver = new GuardedResolver(names, rules);
        this.pool = ConnectionProvider.builder("delivery-targets")
                .maxConnections(settings.maxPerHost())
                .pendingAcquireMaxCount(-1) // no more than there are turns
                .pendingAcquireTimeout(settings.timeout())
                .maxIdleTime(settings.idleConnection())
                .evictInBackground(settings.idleConnection())
                .disposeInactivePoolsInBackground(UNUSED_POOL, UNUSED_POOL)
                .lifo()
                .build();
        this.http = HttpClient.create(pool)
                .runOn(loops)
                .resolver(resolver)
                .followRedirect(false)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, milliseconds(settings.connectTimeout()))
                .option(ChannelOption.TCP_NODELAY, true)
                .secure(tls -> tls.sslContext(reactor.netty.http.Http11SslContextSpec.forClient())
                        .handshakeTimeout(settings.tlsTimeout()))
                .responseTimeout(settings.firstByteTimeout())
                .httpResponseDecoder(limits -> limits.maxHeaderSize(
                        Math.toIntExact(settings.maxHeaders().toBytes())))
                .headers(headers -> headers.set("User-Agent", "Dibao"))
                .doOnChannelInit((_, channel, _) -> count(channel))
                .doOnResponse((_, connection) -> closeIfTooMany(connection));
    }

    /** Not only those of the preferred family: all of them must be allowed. */
    private static NameResolverProvider allAddresses(TargetSettings settings) {
        return NameResolverProvider.builder()
                .completeOncePreferredResolved(false)
                .queryTimeout(settings.connectTimeout())
                .build();
    }

    private static long tick(TargetSettings settings) {
        long shortest =
                Math.min(settings.timeout().toMillis(), settings.slowAfter().toMillis());
        return Math.clamp(shortest / 20, 1, 100);
    }

    private void lookAtTurns() {
        long pause = Math.max(1, settings.slowAfter().toMillis() / 4);
        var _ = timer.newTimeout(
                _ -> {
                    try {
                        turns.look();
                    } finally {
                        if (!closed) {
                            lookAtTurns();
                        }
                    }
                },
                pause,
                TimeUnit.MILLISECONDS);
    }

    private static int milliseconds(Duration time) {
        return Math.toIntExact(time.toMillis());
    }

    private void closeIfTooMany(Connection connection) {
        if (open.get() - underWay.get() >= settings.maxIdle()) {
            connection.markPersistent(false);
        }
    }

    private void count(Channel channel) {
        open.incrementAndGet();
        channel.closeFuture().addListener(_ -> open.decrementAndGet());
    }

    /** What is wrong with a target as it is written, as a sentence; empty if it may be tried. */
    public Optional<String> fault(URI target) {
        return rules.fault(target);
    }

    /** Sends a request once it is its turn. Never fails and is never empty; a cancel closes the connection. */
    public Mono<TargetResult> send(TargetRequest request) {
        return send(request.target(), () -> request);
    }

    /** @param request asked for what is sent to the target when it is its turn */
    public Mono<TargetResult> send(URI target, Supplier<TargetRequest> request) {
        return Mono.create(sink -> {
            Optional<String> fault = rules.fault(target);
            if (fault.isPresent()) {
                sink.success(new Failed(Reason.NOT_ALLOWED, fault.get(), Duration.ZERO));
            } else {
                new Attempt(target, request, sink).begin();
            }
        });
    }

    /** One request from its turn to its end, whichever comes first: an answer, a failure, the time limit or a cancel. */
    private final class Attempt extends BaseSubscriber<TargetResult> implements Runnable {
        private final Supplier<TargetRequest> request;
        private final MonoSink<TargetResult> sink;
        private final AtomicBoolean ended = new AtomicBoolean();
        private final Turns.Turn turn;
        private volatile long began;
        private volatile @Nullable Timeout limit;
        private @Nullable TargetResult answer;

        Attempt(URI target, Supplier<TargetRequest> request, MonoSink<TargetResult> sink) {
            this.request = request;
            this.sink = sink;
            this.turn = turns.of(target.toString(), host(target), this);
        }

        void begin() {
            sink.onCancel(this::leave);
            turn.take();
        }

        /** It is its turn. */
        @Override
        public void run() {
            if (closed) {
                return; // one that was under way has made room by being ended
            }
            underWay.incrementAndGet();
            began = System.nanoTime();
            Timeout set = timer.newTimeout(_ -> giveUp(), settings.timeout().toNanos(), TimeUnit.NANOSECONDS);
            limit = set;
            if (ended.get()) { // cancelled meanwhile
                set.cancel();
            } else {
                Flux.defer(() -> call(request.get(), began)).subscribe(this);
            }
        }

        @Override
        protected void hookOnNext(TargetResult result) {
            answer = result;
        }

        @Override
        protected void hookOnComplete() {
            end(answer == null ? failures.of(new NoSuchElementException("it is empty"), since(began)) : answer);
        }

        @Override
        protected void hookOnError(Throwable failure) {
            end(failures.of(failure, since(began)));
        }

        private void giveUp() {
            if (end(failures.of(new TimeoutException(), since(began)))) {
                cancel();
            }
        }

        private void leave() {
            if (!turn.leave() && end(null)) {
                cancel();
            }
        }

        private boolean end(@Nullable TargetResult result) {
            if (!ended.compareAndSet(false, true)) {
                return false;
            }
            Timeout set = limit;
            if (set != null) {
                set.cancel();
            }
            underWay.decrementAndGet();
            turn.end(result != null);
            if (result != null) {
                sink.success(result);
            }
            return true;
        }
    }

    /** With its port. */
    private static String host(URI target) {
        return String.valueOf(target.getRawAuthority()).toLowerCase(Locale.ROOT);
    }

    private Flux<TargetResult> call(TargetRequest request, long began) {
        return http.headers(headers -> {
                    request.headers().forEach(headers::set);
                    headers.set("Content-Length", request.body().length);
                })
                .request(HttpMethod.valueOf(request.method()))
                .uri(request.target())
                .send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(request.body())))
                .response((response, body) -> answered(response, body, began));
    }

    private Mono<TargetResult> answered(HttpClientResponse response, ByteBufFlux content, long began) {
        HttpHeaders headers = new HttpHeaders();
        response.responseHeaders().forEach(header -> headers.add(header.getKey(), header.getValue()));
        long limit = settings.maxBody().toBytes();
        return AnswerBeginning.of(content, limit)
                .map(body -> new TargetResult.Answered(
                        response.status().code(), headers, body.bytes(), body.cut(), since(began)));
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** As it is configured, for tests that look at a connection. */
    HttpClient http() {
        return http;
    }

    /** Connections that are open, used or not. */
    int open() {
        return open.get();
    }

    /** What is under way fails; what waits for its turn is never answered. */
    @Override
    public void close() {
        closed = true;
        var _ = timer.stop();
        pool.dispose();
        resolver.close();
    }
}
