import java.io.BufferedInputStream;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import io.netty.buffer.Unpooled;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/**
 * Measures from outside how many webhooks a second a running Dibao delivers: events with bodies of some 4 KB, to several targets on
 * loopback, a subscription for each, all of which are resumed at once. Before and after each measurement, as many bodies of the same
 * size are posted to the same targets by a bare loop with the same HTTP client, as many at a time to each. Counted is from the first
 * request that arrives to the last. {@code deliveries} in the same folder starts a Dibao for it.
 *
 * <pre>java -cp 'standalone/target/lib/*' Deliveries.java --url http://127.0.0.1:8080 --key KEY
 *     [--events 4000] [--subscriptions 10] [--concurrent 16] [--rounds 5]</pre>
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
    private final List<String> targets = new ArrayList<>();
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private Process bare;
    private volatile long first;
    private volatile long last;

    private Deliveries(Map<String, String> options) {
        this.url = options.get("--url");
        this.key = options.get("--key");
        this.events = Integer.parseInt(options.get("--events"));
        this.subscriptions = Integer.parseInt(options.get("--subscriptions"));
        this.concurrent = Integer.parseInt(options.get("--concurrent"));
    }

    public static void main(String[] args) throws Exception {
        Map<String, String> options = new HashMap<>(
                Map.of("--events", "4000", "--subscriptions", "10", "--concurrent", "16", "--rounds", "5"));
        for (int i = 0; i + 1 < args.length; i += 2) {
            options.put(args[i], args[i + 1]);
        }
        if (options.containsKey("--bare")) {
            bareLoops(
                    List.of(options.get("--bare").split(",")),
                    Integer.parseInt(options.get("--events")),
                    Integer.parseInt(options.get("--concurrent")));
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
        bare = startBareLoop();
        publish();
        int size = 4096;
        for (int i = 0; i < WARM_UP; i++) {
            deliver();
            size = (int) (bytes.get() / Math.max(1, requests.get()));
            bareLoop(size);
        }
        double[] delivered = new double[rounds];
        double[] ratios = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            double before = bareLoop(size);
            delivered[round] = deliver();
            double after = bareLoop(size);
            ratios[round] = (before + after) / 2 / delivered[round];
            System.out.printf(
                    "round %d: %,.0f deliveries a second, bodies of %,d bytes; a bare loop %,.0f and %,.0f: %.2f times as many%n",
                    round + 1, delivered[round], size, before, after, ratios[round]);
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

    /** As many bodies, as many at once to each target, with the client that delivers them, in a process of its own as well. */
    private double bareLoop(int size) throws Exception {
        begin();
        bare.getOutputStream().write((size + "\n").getBytes(StandardCharsets.US_ASCII));
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
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    /** For each line, which says how large, posts bodies to all targets. */
    private static void bareLoops(List<String> targets, int events, int concurrent) {
        HttpClient http = HttpClient.create(
                ConnectionProvider.builder("bare").maxConnections(64).pendingAcquireMaxCount(-1).build());
        try (Scanner sizes = new Scanner(System.in, StandardCharsets.US_ASCII)) {
            while (sizes.hasNextInt()) {
                byte[] body = new byte[sizes.nextInt()];
                Arrays.fill(body, (byte) 'a');
                Flux.merge(
                                Flux.fromIterable(targets)
                                        .map(
                                                target -> Flux.range(0, events)
                                                        .flatMap(_ -> post(http, target, body), concurrent)),
                                targets.size())
                        .blockLast();
            }
        }
    }

    private static Mono<Integer> post(HttpClient http, String target, byte[] body) {
        return http.headers(headers -> headers.set("Content-Type", "application/json"))
                .post()
                .uri(target)
                .send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(body)))
                .responseSingle((response, content) -> content.asByteArray().thenReturn(response.status().code()));
    }

    private void begin() {
        requests.set(0);
        bytes.set(0);
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
                long length = head(in);
                if (length < 0) {
                    return;
                }
                in.skipNBytes(length);
                bytes.addAndGet(length);
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

    /** @return the body's length; negative at the end */
    private static long head(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        long length = 0;
        boolean first = true;
        while (true) {
            int next = in.read();
            if (next < 0) {
                return -1;
            }
            if (next != '\n') {
                if (next != '\r') {
                    line.append((char) next);
                }
                continue;
            }
            if (line.isEmpty() && !first) {
                return length;
            }
            String text = line.toString();
            if (text.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Long.parseLong(text.substring(15).strip());
            }
            first = false;
            line.setLength(0);
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
