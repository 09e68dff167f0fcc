import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaders;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/**
 * Measures from outside how many webhooks a second a running Dibao delivers: events with bodies of some 4 KB, to several targets on
 * loopback, a subscription for each, all of which are resumed at once. Before and after each measurement, a bare loop in a process of its
 * own makes as many POSTs to the same targets with the same HTTP client, as many at a time to each. It sends the body and the headers of a
 * request that Dibao sent, and signs each with HMAC-SHA256 for the time at which it sends it, since nobody would accept it otherwise. It
 * does nothing else: it reads no log, keeps no order and no account, and has no time limits. With {@code --signed false} it sends the body
 * with nothing but a content type. Counted is from the first request that arrives to the last. {@code deliveries} in the same folder starts
 * a Dibao for it.
 *
 * <pre>java -cp 'standalone/target/lib/*' Deliveries.java --url http://127.0.0.1:8080 --key KEY
 *     [--events 4000] [--subscriptions 10] [--concurrent 16] [--rounds 5] [--signed true]</pre>
 */
final class Deliveries {
    /** Rounds that are not counted: both sides get several times as fast until they are compiled. */
    private static final int WARM_UP = 4;

    private static final Pattern ID = Pattern.compile("\"id\":\"(sub_[0-9A-Za-z]+)\"");

    private final java.net.http.HttpClient client = java.net.http.HttpClient.newBuilder()
            .version(java.net.http.HttpClient.Version.HTTP_1_1)
            .build();
    private final String url;
    private final String key;
    private final int events;
    private final int subscriptions;
    private final int concurrent;
    private final String signed;
    private final List<String> targets = new ArrayList<>();
    private final AtomicLong requests = new AtomicLong();
    private Process bare;
    private volatile Request sample;
    private volatile long first;
    private volatile long last;

    private Deliveries(Map<String, String> options) {
        this.url = options.get("--url");
        this.key = options.get("--key");
        this.events = Integer.parseInt(options.get("--events"));
        this.subscriptions = Integer.parseInt(options.get("--subscriptions"));
        this.concurrent = Integer.parseInt(options.get("--concurrent"));
        this.signed = options.get("--signed");
    }

    public static void main(String[] args) throws Exception {
        Map<String, String> options = new HashMap<>(
                Map.of("--events", "4000", "--subscriptions", "10", "--concurrent", "16", "--rounds", "5", "--signed", "true"));
        for (int i = 0; i + 1 < args.length; i += 2) {
            options.put(args[i], args[i + 1]);
        }
        if (options.containsKey("--bare")) {
            bareLoops(
                    List.of(options.get("--bare").split(",")),
                    Integer.parseInt(options.get("--events")),
                    Integer.parseInt(options.get("--concurrent")),
                    Boolean.parseBoolean(options.get("--signed")));
            return;
        }
        if (!options.containsKey("--url") || !options.containsKey("--key")) {
            System.err.println("Give --url and --key of a running Dibao, or use deliveries, which starts one.");
            System.exit(2);
        }
        Deliveries deliveries = new Deliveries(options);
        try {
            deliveries.run(Integer.parseInt(options.get("--rounds")));
        } finally {
            if (deliveries.bare != null) {
                deliveries.bare.destroy();
            }
        }
        System.exit(0);
    }

    private void run(int rounds) throws Exception {
        for (int i = 0; i < subscriptions; i++) {
            ServerSocket server = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());
            Thread.ofVirtual().start(() -> accept(server));
            targets.add("http://127.0.0.1:" + server.getLocalPort() + "/hook");
        }
        publish();
        for (int i = 0; i < WARM_UP; i++) {
            deliver();
            bareLoop();
        }
        double[] delivered = new double[rounds];
        double[] ratios = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            double before = bareLoop();
            delivered[round] = deliver();
            double after = bareLoop();
            ratios[round] = (before + after) / 2 / delivered[round];
            System.out.printf(
                    "round %d: %,.0f deliveries a second, bodies of %,d bytes; a bare loop %,.0f and %,.0f: %.2f times as many%n",
                    round + 1, delivered[round], sample.body().length, before, after, ratios[round]);
        }
        Arrays.sort(ratios);
        Arrays.sort(delivered);
        System.out.printf(
                "median: %,.0f deliveries a second (target: 1,000), a bare loop %.2f times as many (target: at most 1.5)%n",
                delivered[rounds / 2], ratios[rounds / 2]);
    }

    /** Articles whose tags make an event of some 4 KB. */
    private void publish() throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < events; i++) {
            StringBuilder tags = new StringBuilder();
            for (int tag = 0; tag < 31; tag++) {
                tags.append(tag == 0 ? "" : ",").append("\"tag ").append(tag).append(' ').append("abcdefgh ".repeat(12)).append("\"");
            }
            lines.append("{\"id\":\"bench-").append(i).append("\",\"title\":\"Article ").append(i)
                    .append("\",\"date\":\"2026-01-01\",\"tags\":[").append(tags).append("],\"body\":\"Text.\"}\n");
        }
        HttpResponse<String> answer = send("POST", "/api/imports", "application/x-ndjson", lines.toString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
        String last = answer.body().strip().lines().reduce((_, line) -> line).orElse("");
        System.out.println("published: " + last);
        long end = System.nanoTime() + 120_000_000_000L;
        while (!send("GET", "/api/status", "application/json", null).body().contains("\"lag\":0")) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("the articles do not go live");
            }
            Thread.sleep(200);
        }
    }

    private double deliver() throws Exception {
        List<String> ids = new ArrayList<>();
        for (String target : targets) {
            HttpResponse<String> answer = send("POST", "/api/subscriptions", "application/json", "{\"target\":\"" + target
                    + "\",\"paused\":true,\"after\":\"earliest\",\"maxConcurrent\":" + concurrent + "}");
            Matcher id = ID.matcher(answer.body());
            if (answer.statusCode() != 201 || !id.find()) {
                throw new IllegalStateException(answer.statusCode() + " " + answer.body());
            }
            ids.add(id.group(1));
        }
        begin();
        for (String id : ids) {
            send("POST", "/api/subscriptions/" + id + "/resume", "application/json", null);
        }
        double rate = await();
        for (String id : ids) {
            send("DELETE", "/api/subscriptions/" + id, "application/json", null);
        }
        return rate;
    }

    /** As many requests, as many at once to each target, with the client that delivers them, in a process of its own as well. */
    private double bareLoop() throws Exception {
        if (bare == null) {
            bare = startBareLoop();
        }
        begin();
        bare.getOutputStream().write('\n');
        bare.getOutputStream().flush();
        return await();
    }

    /** With the options of this process. */
    private Process startBareLoop() throws IOException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        for (String argument : ProcessHandle.current().info().arguments().orElseThrow()) {
            command.add(argument);
            if (argument.endsWith("Deliveries.java")) {
                break;
            }
        }
        command.addAll(List.of("--bare", String.join(",", targets), "--events", "" + events, "--concurrent", "" + concurrent));
        command.addAll(List.of("--signed", signed));
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        DataOutputStream out = new DataOutputStream(process.getOutputStream());
        sample.write(out);
        out.flush();
        return process;
    }

    /** Gets a request, and sends it to all targets for each byte that comes then. */
    private static void bareLoops(List<String> targets, int events, int concurrent, boolean signed) throws Exception {
        HttpClient http = HttpClient.create(
                ConnectionProvider.builder("bare").maxConnections(64).pendingAcquireMaxCount(-1).build());
        DataInputStream in = new DataInputStream(System.in);
        Request request = Request.read(in);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(new byte[32], "HmacSHA256"));
        while (in.read() >= 0) {
            Flux.merge(
                            Flux.fromIterable(targets)
                                    .map(
                                            target -> Flux.range(0, events)
                                                    .flatMap(i -> signed
                                                            ? postSigned(http, target, request, mac, i)
                                                            : post(http, target, request), concurrent)),
                            targets.size())
                    .blockLast();
        }
    }

    private static Mono<Integer> post(HttpClient http, String target, Request request) {
        return post(http, target, request, headers -> headers.set("Content-Type", "application/json"));
    }

    private static Mono<Integer> postSigned(HttpClient http, String target, Request request, Mac keyed, int number) {
        return post(http, target, request, headers -> {
            String id = "evt_bare." + number;
            String at = Long.toString(System.currentTimeMillis() / 1000);
            request.headers().forEach(headers::set);
            headers.set("webhook-id", id);
            headers.set("webhook-timestamp", at);
            headers.set("webhook-signature", signature(keyed, id, at, request.body()));
        });
    }

    private static String signature(Mac keyed, String id, String at, byte[] body) {
        try {
            Mac mac = (Mac) keyed.clone();
            mac.update((id + "." + at + ".").getBytes(StandardCharsets.US_ASCII));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Mono<Integer> post(HttpClient http, String target, Request request, Consumer<HttpHeaders> headers) {
        return http.headers(all -> {
                    headers.accept(all);
                    all.set("Content-Length", request.body().length);
                })
                .post()
                .uri(target)
                .send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(request.body())))
                .responseSingle((response, content) -> content.asByteArray().thenReturn(response.status().code()));
    }

    private void begin() {
        requests.set(0);
    }

    /** Requests a second, once all have arrived. */
    private double await() throws Exception {
        long wanted = (long) events * subscriptions;
        long start = System.nanoTime();
        while (requests.get() < wanted) {
            if (System.nanoTime() - start > 300_000_000_000L) {
                throw new IllegalStateException("only " + requests.get() + " of " + wanted + " have arrived");
            }
            Thread.sleep(5);
        }
        return wanted / ((last - first) / 1e9);
    }

    private void accept(ServerSocket server) {
        while (true) {
            try {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket;
                InputStream in = new BufferedInputStream(socket.getInputStream(), 16384);
                OutputStream out = socket.getOutputStream()) {
            byte[] answer = "HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
            while (true) {
                Map<String, String> headers = head(in, sample == null);
                if (headers == null) {
                    return;
                }
                int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
                if (sample == null) {
                    headers.keySet().removeAll(List.of("host", "content-length", "connection"));
                    sample = new Request(headers, in.readNBytes(length));
                } else {
                    in.skipNBytes(length);
                }
                last = System.nanoTime();
                if (requests.get() == 0) {
                    first = last;
                }
                requests.incrementAndGet();
                out.write(answer);
            }
        } catch (IOException e) {
            // The client has closed it.
        }
    }

    /** @return the headers, of which only the body's length unless all are wanted; null at the end */
    private static Map<String, String> head(InputStream in, boolean all) throws IOException {
        Map<String, String> headers = new HashMap<>();
        StringBuilder line = new StringBuilder();
        for (int number = 0; ; ) {
            int next = in.read();
            if (next < 0) {
                return null;
            }
            if (next != '\n') {
                if (next != '\r') {
                    line.append((char) next);
                }
                continue;
            }
            if (line.isEmpty() && number > 0) {
                return headers;
            }
            int colon = line.indexOf(":");
            if (number++ > 0 && (all || colon == 14)) {
                String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
                if (all || name.equals("content-length")) {
                    headers.put(name, line.substring(colon + 1).strip());
                }
            }
            line.setLength(0);
        }
    }

    /** What Dibao sent: its body, and its headers apart from those of the connection. */
    private record Request(Map<String, String> headers, byte[] body) {
        void write(DataOutputStream out) throws IOException {
            out.writeInt(headers.size());
            for (Map.Entry<String, String> header : headers.entrySet()) {
                out.writeUTF(header.getKey());
                out.writeUTF(header.getValue());
            }
            out.writeInt(body.length);
            out.write(body);
        }

        static Request read(DataInputStream in) throws IOException {
            Map<String, String> headers = new HashMap<>();
            for (int left = in.readInt(); left > 0; left--) {
                headers.put(in.readUTF(), in.readUTF());
            }
            return new Request(headers, in.readNBytes(in.readInt()));
        }
    }

    private HttpResponse<String> send(String method, String path, String type, String body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(url + path))
                        .header("Authorization", "Bearer " + key)
                        .header("Content-Type", type)
                        .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }
}
