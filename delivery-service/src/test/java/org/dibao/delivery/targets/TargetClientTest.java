package org.dibao.delivery.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.dibao.delivery.targets.TargetSettingsBuilding.settings;

import io.netty.handler.ssl.SslHandler;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dibao.delivery.targets.TargetResult.Answered;
import org.dibao.delivery.targets.TargetResult.Failed;
import org.dibao.delivery.targets.TargetResult.Reason;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.netty.resources.LoopResources;

/** Against listeners on loopback, which count what reaches them. */
class TargetClientTest {
    private static final LoopResources LOOPS = LoopResources.create("target-test", 2, true);
    private static final String[] LOOPBACK = {"allow", "127.0.0.0/8", "ports", "1-65535"};

    @RegisterExtension
    final Opened opened = new Opened();

    @AfterAll
    static void stop() {
        LOOPS.dispose();
    }

    @Test
    void anAnswerHasItsStatusHeadersAndBody() {
        Listener target = opened.keep(
                Listener.answering("HTTP/1.1 503 Busy\r\nRetry-After: 7\r\nContent-Length: 5\r\n\r\nlater"));

        TargetResult result = client(LOOPBACK)
                .send(new TargetRequest(
                        "POST",
                        uri(target, "/hook?a=b"),
                        Map.of("X-Mine", "yes"),
                        "{\"a\":1}".getBytes(StandardCharsets.UTF_8)))
                .block();

        assertThat(result).isInstanceOfSatisfying(Answered.class, answer -> {
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("retry-after")).isEqualTo("7");
            assertThat(answer.text()).isEqualTo("later");
            assertThat(answer.cut()).isFalse();
        });
        assertThat(target.requests)
                .singleElement()
                .asString()
                .startsWith("POST /hook?a=b HTTP/1.1\r\n")
                .containsIgnoringCase("host: 127.0.0.1:" + target.port())
                .containsIgnoringCase("content-length: 7")
                .containsIgnoringCase("user-agent: Dibao")
                .contains("X-Mine: yes")
                .endsWith("\r\n\r\n{\"a\":1}");
    }

    /** A name in each of these forms is looked up as the tricks for reaching inward hope for, and leads to loopback. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.1",
                "2130706433",
                "0x7f000001",
                "0x7f.0.0.1",
                "0177.0.0.1",
                "017700000001",
                "127.0.0.1.",
                "localhost",
                "localhost.",
                "LOCALHOST",
                "inward.example",
                "inward.example.",
                "[::1]",
                "[::ffff:127.0.0.1]",
                "[::ffff:7f00:1]",
                "[::127.0.0.1]",
                "[64:ff9b::7f00:1]",
                "[2002:7f00:1::]",
                "[0:0:0:0:0:0:0:1]",
                "[::]",
                "0.0.0.0",
                "0",
                "user@127.0.0.1",
                "example.com:80@127.0.0.1",
                "127.0.0.1%2f.example.com",
                "①②⑦.⓪.⓪.①",
                "127。0。0。1"
            })
    void nothingLeadsInward(String host) {
        Listener four = opened.keep(Listener.answering(Listener.OK));
        TargetClient client = client(resolving(_ -> List.of("127.0.0.1")), "ports", "1-65535");

        URI target;
        try {
            target = URI.create("http://" + host + ":" + four.port() + "/");
        } catch (IllegalArgumentException e) {
            return; // cannot even be written
        }
        assertThat(client.send(get(target)).block())
                .isInstanceOfSatisfying(
                        Failed.class, it -> assertThat(it.reason()).isEqualTo(Reason.NOT_ALLOWED));
        assertThat(four.accepted).hasValue(0);
    }

    @Test
    void theSameWithIpv6() {
        Listener six = opened.keep(Listener.at("::1", Listener.OK));
        URI target = URI.create("http://[::1]:" + six.port() + "/");

        assertThat(client("ports", "1-65535").send(get(target)).block()).isInstanceOf(Failed.class);
        assertThat(six.accepted).hasValue(0);
        assertThat(client("ports", "1-65535", "allow", "::1").send(get(target)).block())
                .isInstanceOf(Answered.class);
    }

    /** The rules look at how a target is written; this asks the resolver alone, as if they had overlooked it. */
    @Test
    void anAddressThatNeedsNoLookUpIsLookedAtWhenConnecting() throws Exception {
        Listener target = opened.keep(Listener.answering(Listener.OK));
        GuardedResolver resolver = new GuardedResolver(
                resolving(_ -> List.of("127.0.0.1")), new TargetRules(settings("ports", "1-65535")));
        opened.keep(resolver::close);
        var connecting = reactor.netty.tcp.TcpClient.newConnection()
                .runOn(LOOPS)
                .resolver(resolver)
                .remoteAddress(() -> new InetSocketAddress("127.0.0.1", target.port()));

        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> connecting.connectNow(Duration.ofSeconds(5))))
                .hasRootCauseInstanceOf(TargetRefused.class);
        assertThat(target.accepted).hasValue(0);
    }

    /** One of the addresses is public, the other is not: neither is connected to. */
    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.2,127.0.0.1", "127.0.0.1,127.0.0.2", "127.0.0.2,::1", "127.0.0.2,10.0.0.1"})
    void allAddressesOfANameMustBeAllowed(String addresses) {
        Listener allowed = opened.keep(Listener.at("127.0.0.2", Listener.OK));
        TargetClient client = client(
                resolving(_ -> Arrays.asList(addresses.split(","))), "allow", "127.0.0.2/32", "ports", "1-65535");

        TargetResult result = client.send(get(URI.create("http://mixed.example:" + allowed.port() + "/")))
                .block();

        assertThat(result).isInstanceOfSatisfying(Failed.class, it -> {
            assertThat(it.reason()).isEqualTo(Reason.NOT_ALLOWED);
            assertThat(it.what()).contains("mixed.example must not be called: ");
        });
        assertThat(allowed.accepted).hasValue(0);
    }

    /** 127.0.0.2 is allowed and 127.0.0.1 is not; the name changes sides with every look-up. */
    @Test
    void aNameThatResolvesDifferentlyEachTimeNeverLeadsInward() {
        Listener outside = opened.keep(
                Listener.at("127.0.0.2", "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"));
        AtomicInteger lookUps = new AtomicInteger();
        Listener inside = opened.keep(Listener.at("127.0.0.1", outside.port(), Listener.OK));
        TargetClient client = client(
                resolving(_ -> List.of(lookUps.getAndIncrement() % 2 == 0 ? "127.0.0.2" : "127.0.0.1")),
                "allow",
                "127.0.0.2",
                "ports",
                "1-65535");
        URI target = URI.create("http://rebind.example:" + outside.port() + "/");

        List<Boolean> answered = Flux.range(0, 20)
                .concatMap(_ -> client.send(get(target)))
                .map(Answered.class::isInstance)
                .collectList()
                .block();

        assertThat(lookUps).hasValue(20);
        assertThat(answered).filteredOn(it -> it).hasSize(10);
        assertThat(outside.accepted).hasValue(10);
        assertThat(inside.accepted).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectIsAnAnswerAndIsNotFollowed(int status) {
        Listener elsewhere = opened.keep(Listener.answering(Listener.OK));
        Listener target = opened.keep(Listener.answering("HTTP/1.1 " + status + " Moved\r\nLocation: http://127.0.0.1:"
                + elsewhere.port() + "/\r\nContent-Length: 0\r\n\r\n"));

        assertThat(client(LOOPBACK).send(get(uri(target, "/"))).block())
                .isInstanceOfSatisfying(
                        Answered.class, it -> assertThat(it.status()).isEqualTo(status));
        assertThat(elsewhere.accepted).hasValue(0);
    }

    @Test
    void noProxyIsTakenFromTheEnvironment() {
        Listener proxy = opened.keep(Listener.answering(Listener.OK));
        Listener target = opened.keep(Listener.answering(Listener.OK));
        Map<String, String> properties =
                Map.of("http.proxyHost", "127.0.0.1", "http.proxyPort", "" + proxy.port(), "http.nonProxyHosts", "");
        try {
            properties.forEach(System::setProperty);
            assertThat(client(LOOPBACK).send(get(uri(target, "/"))).block()).isInstanceOf(Answered.class);
        } finally {
            properties.keySet().forEach(System::clearProperty);
        }
        assertThat(proxy.accepted).hasValue(0);
        assertThat(target.accepted).hasValue(1);
    }

    @Test
    void aBodyIsReadUpToItsLimitAndTheConnectionClosed() {
        AtomicInteger written = new AtomicInteger();
        CountDownLatch ended = new CountDownLatch(1);
        Listener[] target = new Listener[1];
        target[0] = opened.keep(Listener.talking((in, out) -> {
            target[0].read(in);
            out.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            try {
                for (; ; ) {
                    out.write(("400\r\n" + "x".repeat(1024) + "\r\n").getBytes(StandardCharsets.UTF_8));
                    out.flush();
                    written.addAndGet(1024);
                }
            } finally {
                ended.countDown();
            }
        }));

        TargetResult result = client(LOOPBACK).send(get(uri(target[0], "/"))).block();

        assertThat(result).isInstanceOfSatisfying(Answered.class, it -> {
            assertThat(it.text()).isEqualTo("x".repeat(4096));
            assertThat(it.cut()).isTrue();
        });
        await().until(() -> ended.getCount() == 0);
    }

    @Test
    void aHeaderSectionThatIsTooLargeEndsTheAttempt() {
        Listener target = opened.keep(Listener.answering(
                "HTTP/1.1 200 OK\r\nX-Long: " + "x".repeat(20_000) + "\r\nContent-Length: 0\r\n\r\n"));

        assertThat(client(LOOPBACK).send(get(uri(target, "/"))).block()).isInstanceOfSatisfying(Failed.class, it -> {
            assertThat(it.reason()).isEqualTo(Reason.BROKEN);
            assertThat(it.what()).contains("header section");
        });
    }

    /** Each of these would last for ever. */
    @ParameterizedTest
    @CsvSource({
        "silence, TOO_SLOW", "half a header, TOO_SLOW", "a byte now and then, TOO_SLOW",
        "silence within the body, TOO_SLOW", "cut, BROKEN", "not HTTP, BROKEN"
    })
    void anAttemptEndsWhateverTheTargetDoes(String what, Reason reason) {
        Listener[] target = new Listener[1];
        target[0] = opened.keep(Listener.talking((in, out) -> {
            target[0].read(in);
            behave(what, in, out);
        }));
        TargetClient client =
                client("allow", "127.0.0.0/8", "ports", "1-65535", "first-byte-timeout", "300ms", "timeout", "600ms");

        TargetResult result = client.send(get(uri(target[0], "/"))).block(Duration.ofSeconds(10));

        assertThat(result).isInstanceOfSatisfying(Failed.class, it -> {
            assertThat(it.reason()).as(it.what()).isEqualTo(reason);
            assertThat(it.took()).isLessThan(Duration.ofSeconds(5));
            assertThat(it.what().equals("Nothing came for 300 ms."))
                    .as(it.what())
                    .isEqualTo(List.of("silence", "half a header", "silence within the body")
                            .contains(what));
        });
        await().until(() -> client.open() == 0);
    }

    private static void behave(String what, InputStream in, OutputStream out) throws IOException, InterruptedException {
        switch (what) {
            case "silence" -> in.read();
            case "half a header" -> {
                out.write("HTTP/1.1 200 OK\r\nX: ".getBytes(StandardCharsets.UTF_8));
                out.flush();
                in.read();
            }
            case "a byte now and then" -> {
                out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                for (; ; ) {
                    out.write('x');
                    out.flush();
                    Thread.sleep(50);
                }
            }
            case "silence within the body" -> {
                out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nabc".getBytes(StandardCharsets.UTF_8));
                out.flush();
                in.read();
            }
            case "cut" -> {
                out.write("HTTP/1.1 200 OK\r\nContent-Le".getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
            case "not HTTP" -> {
                out.write("220 mail.example ESMTP\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                out.flush();
                in.read();
            }
            default -> throw new IllegalArgumentException(what);
        }
    }

    @Test
    void aTlsHandshakeThatDoesNotEndIsGivenUp() {
        Listener target = opened.keep(Listener.talking((in, _) -> in.readAllBytes()));
        TargetClient client = client("allow", "127.0.0.0/8", "ports", "1-65535", "tls-timeout", "200ms");

        assertThat(client.send(get(URI.create("https://127.0.0.1:" + target.port() + "/")))
                        .block(Duration.ofSeconds(10)))
                .isInstanceOfSatisfying(
                        Failed.class, it -> assertThat(it.what()).startsWith("TLS failed"));
    }

    /** A certificate of another host would let anybody on the way read along. */
    @Test
    void theNameInACertificateIsCompared() {
        Listener target = opened.keep(Listener.talking((in, _) -> in.readAllBytes()));
        AtomicReference<String> compared = new AtomicReference<>();

        client("allow", "127.0.0.0/8", "ports", "1-65535", "tls-timeout", "200ms")
                .http()
                .doOnChannelInit((_, channel, _) -> channel.eventLoop()
                        .execute(() -> compared.set(channel.pipeline()
                                .get(SslHandler.class)
                                .engine()
                                .getSSLParameters()
                                .getEndpointIdentificationAlgorithm())))
                .get()
                .uri("https://127.0.0.1:" + target.port() + "/")
                .response()
                .onErrorComplete()
                .block(Duration.ofSeconds(10));

        assertThat(compared).hasValue("HTTPS");
    }

    /** As in production, with the machine's own hosts file. */
    @Test
    void aNameIsLookedUp() {
        Listener target = opened.keep(Listener.answering(Listener.OK));
        TargetClient client =
                opened.keep(new TargetClient(settings("allow", "127.0.0.0/8, ::1", "ports", "1-65535"), LOOPS));
        TargetClient strict = opened.keep(new TargetClient(settings("ports", "1-65535"), LOOPS));
        URI named = URI.create("http://localhost:" + target.port() + "/");

        assertThat(client.send(get(named)).block()).isInstanceOf(Answered.class);
        assertThat(strict.send(get(named)).block())
                .isInstanceOfSatisfying(
                        Failed.class, it -> assertThat(it.what()).contains("localhost must not be called"));
        assertThat(target.accepted).hasValue(1);
    }

    @Test
    void nobodyThere() throws Exception {
        Listener target = Listener.answering(Listener.OK);
        target.close();

        assertThat(client(LOOPBACK).send(get(uri(target, "/"))).block()).isInstanceOfSatisfying(Failed.class, it -> {
            assertThat(it.reason()).isEqualTo(Reason.UNREACHABLE);
            assertThat(it.what()).isEqualTo("Cannot connect: nothing listens there.");
        });
        assertThat(client(resolving(_ -> List.of()), LOOPBACK)
                        .send(get(URI.create("http://nowhere.example/")))
                        .block())
                .isInstanceOfSatisfying(
                        Failed.class, it -> assertThat(it.reason()).isEqualTo(Reason.UNREACHABLE));
    }

    @Test
    void aConnectionIsUsedAgainAndClosedWhenIdle() {
        Listener target = opened.keep(Listener.answering(Listener.OK));
        TargetClient client = client("allow", "127.0.0.0/8", "ports", "1-65535", "idle-connection", "300ms");

        for (int i = 0; i < 5; i++) {
            assertThat(client.send(get(uri(target, "/"))).block()).isInstanceOf(Answered.class);
        }

        // An answer may be here a moment before its connection is free again.
        assertThat(target.accepted.get()).isLessThan(5);
        await().until(() -> client.open() == 0);
    }

    /** Thousands of targets, each called once: unused connections do not pile up. */
    @Test
    void unusedConnectionsAreLimitedInAll() {
        List<Listener> targets = Stream.generate(() -> opened.keep(Listener.answering(Listener.OK)))
                .limit(30)
                .toList();
        TargetClient client =
                client("allow", "127.0.0.0/8", "ports", "1-65535", "max-idle", "5", "idle-connection", "1m");

        Flux.fromIterable(targets)
                .concatMap(it -> client.send(get(uri(it, "/"))))
                .blockLast();

        await().untilAsserted(() -> assertThat(client.open()).isLessThanOrEqualTo(6));
        assertThat(targets).allSatisfy(it -> assertThat(it.accepted).hasValue(1));
    }

    @Test
    void attemptsUnderWayAreLimitedInAllAndTheOthersWaitForTheirTurn() {
        CountDownLatch go = new CountDownLatch(1);
        List<String> connected = new CopyOnWriteArrayList<>();
        Listener[] target = new Listener[1];
        target[0] = opened.keep(Listener.talking((in, out) -> {
            while (target[0].read(in)) {
                connected.add("");
                go.await();
                out.write(Listener.OK.getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        }));
        TargetClient client = client("allow", "127.0.0.0/8", "ports", "1-65535", "max-connections", "3");
        List<TargetResult> results = new CopyOnWriteArrayList<>();
        List<Disposable> sending = IntStream.range(0, 20)
                .mapToObj(i -> client.send(get(uri(target[0], "/" + i))).subscribe(results::add))
                .toList();

        await().until(() -> connected.size() == 3);
        assertThat(client.open()).isEqualTo(3);
        sending.get(5).dispose(); // while it waits
        sending.get(0).dispose(); // while it is under way: it is the next one's turn
        await().until(() -> connected.size() == 4);
        go.countDown();

        await().until(() -> results.size() == 18);
        assertThat(results).allSatisfy(it -> assertThat(it).isInstanceOf(Answered.class));
        assertThat(connected).hasSize(19);
    }

    @Test
    void targetsThatDoNotAnswerDelayNoOther() {
        Listener prompt = opened.keep(Listener.answering(Listener.OK));
        List<Listener> silent = Stream.generate(() -> opened.keep(Listener.talking((in, _) -> in.readAllBytes())))
                .limit(20)
                .toList();
        // The silent ones are given minutes and the prompt one seconds, so that a loaded machine does not make it slow.
        TargetClient client = client(
                "allow",
                "127.0.0.0/8",
                "ports",
                "1-65535",
                "max-connections",
                "16",
                "slow-after",
                "5s",
                "first-byte-timeout",
                "5m",
                "timeout",
                "5m");
        assertThat(client.send(get(uri(prompt, "/"))).block()).isInstanceOf(Answered.class);

        List<Disposable> sending = Stream.generate(() -> silent)
                .limit(4)
                .flatMap(List::stream)
                .map(it -> client.send(get(uri(it, "/"))).subscribe())
                .toList();
        await().until(() -> silent.stream().filter(it -> it.accepted.get() > 0).count() >= 12);

        for (int i = 0; i < 20; i++) {
            assertThat(client.send(get(uri(prompt, "/"))).block(Duration.ofSeconds(20)))
                    .isInstanceOf(Answered.class);
        }
        sending.forEach(Disposable::dispose);
    }

    private TargetClient client(String... given) {
        return client(resolving(name -> List.of(name)), given);
    }

    private TargetClient client(AddressResolverGroup<InetSocketAddress> names, String... given) {
        return opened.keep(new TargetClient(settings(given), LOOPS, names));
    }

    private static TargetRequest get(URI target) {
        return new TargetRequest("GET", target, Map.of(), new byte[0]);
    }

    private static URI uri(Listener target, String path) {
        return URI.create("http://127.0.0.1:" + target.port() + path);
    }

    private interface Names {
        List<String> of(String name);
    }

    /** Takes the place of DNS. */
    private static AddressResolverGroup<InetSocketAddress> resolving(Names names) {
        return new AddressResolverGroup<>() {
            @Override
            protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
                return new InetNameResolver(executor) {
                    @Override
                    protected void doResolve(String name, Promise<InetAddress> promise) {
                        throw new UnsupportedOperationException();
                    }

                    @Override
                    protected void doResolveAll(String name, Promise<List<InetAddress>> promise) throws Exception {
                        List<InetAddress> all = new ArrayList<>();
                        for (String address : names.of(name)) {
                            all.add(InetAddress.getByName(address));
                        }
                        if (all.isEmpty()) {
                            promise.setFailure(new UnknownHostException(name));
                        } else {
                            promise.setSuccess(all);
                        }
                    }
                }.asAddressResolver();
            }
        };
    }
}
