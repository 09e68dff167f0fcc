import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntPredicate;

/**
 * Measures the event stream of a running Dibao from outside, with many subscribers in one thread: how long it takes from a POST until
 * the last of them has the event, also with some whose connections are full because they read nothing, and how much of it is this client's
 * own work; how many pages a second are served meanwhile; how much memory a stream takes; how long pages and single POSTs take while
 * many articles are imported beside open streams; and how fast many subscribers catch up with a long log. {@code event-streams} in the
 * same folder starts a Dibao for it. A part whose number is 0 is left out.
 *
 * <pre>java EventStreams.java --url http://127.0.0.1:8080 --key KEY --management http://127.0.0.1:9080 --pid PID
 *     [--streams 10000] [--posts 50] [--idle 500] [--page-rounds 3] [--import 3000] [--import-streams 1500] [--imports 1]
 *     [--catch-up 1000] [--events 100000]</pre>
 */
final class EventStreams {
    /** Of so many streams one is read, where this client is not to take the server's time. */
    private static final int SAMPLED = 50;

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI url;
    private final String key;
    private final Map<String, String> options;
    private final String run = Long.toString(System.currentTimeMillis(), 36);
    private final AtomicInteger written = new AtomicInteger();

    private EventStreams(Map<String, String> options) {
        this.options = options;
        this.url = URI.create(options.get("--url"));
        this.key = options.get("--key");
    }

    public static void main(String[] args) throws Exception {
        Map<String, String> options = new HashMap<>(Map.of(
                "--streams", "10000", "--posts", "50", "--idle", "500", "--import", "3000", "--import-streams", "1500",
                "--page-rounds", "3", "--imports", "1", "--catch-up", "1000", "--events", "100000"));
        for (int i = 0; i + 1 < args.length; i += 2) {
            options.put(args[i], args[i + 1]);
        }
        if (!options.containsKey("--url") || !options.containsKey("--key")) {
            System.err.println("Give --url and --key of a running Dibao, or use event-streams, which starts one.");
            System.exit(2);
        }
        System.out.printf("machine: %d cores, %s %s, Java %s%n", Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name"), System.getProperty("os.arch"), Runtime.version());
        new EventStreams(options).measure();
        System.exit(0);
    }

    private int number(String option) {
        return Integer.parseInt(options.get(option));
    }

    private void measure() throws Exception {
        for (int i = 0; i < 300; i++) {
            publish();
        }
        importSome(1000);
        if (number("--streams") > 0) {
            deliver();
        }
        if (number("--page-rounds") > 0) {
            warmUpPages();
            pagesBeside();
        }
        for (int i = 0; number("--import") > 0 && i < number("--imports"); i++) {
            importBeside();
        }
        if (number("--catch-up") > 0) {
            catchUp();
        }
    }

    private void deliver() throws Exception {
        int streams = number("--streams");
        int idle = number("--idle");
        double before = memory();
        try (Subscribers subscribers = new Subscribers("/api/events", streams)) {
            subscribers.connect();
            double each = (memory() - before) * 1024 / streams;
            System.out.printf("%d open streams: %.1f KB of memory each (heap and buffers, after a collection; target 16)%n", streams, each);
            deliver("all are read", subscribers, number("--posts"));
            subscribers.read(stream -> stream % SAMPLED == 0);
            deliver("one in " + SAMPLED + " is read, so that this client takes next to nothing", subscribers, number("--posts"));
            subscribers.read(_ -> true);
            deliver("all are read again", subscribers, number("--posts"));
            if (idle > 0) {
                subscribers.read(stream -> stream >= idle);
                fillConnections(subscribers);
                deliver(idle + " others read nothing, and their connections are full", subscribers, number("--posts"));
            }
        }
        awaitNoSubscribers();
    }

    /** Of those that are not read. */
    private void fillConnections(Subscribers subscribers) throws Exception {
        CountDownLatch all = subscribers.expect(1000);
        importSome(1000);
        all.await();
    }

    private record Rate(double perSecond, double cpuMillis) {}

    /** The rate with idle streams, each time compared with the rates without them right before and after. */
    private void pagesBeside() throws Exception {
        int streams = number("--streams");
        List<Double> ratios = new ArrayList<>();
        List<Double> costs = new ArrayList<>();
        StringBuilder rates = new StringBuilder();
        Rate before = pages(5);
        for (int round = 0; round < number("--page-rounds"); round++) {
            Rate with;
            try (Subscribers subscribers = new Subscribers("/api/events", streams)) {
                subscribers.connect();
                with = pages(5);
            }
            awaitNoSubscribers();
            Rate after = pages(5);
            ratios.add(with.perSecond() / ((before.perSecond() + after.perSecond()) / 2));
            costs.add(with.cpuMillis() / ((before.cpuMillis() + after.cpuMillis()) / 2));
            rates.append("%.0f, %.0f, %.0f; ".formatted(before.perSecond(), with.perSecond(), after.perSecond()));
            before = after;
        }
        System.out.printf("pages a second before, beside and after %d idle streams: %smedian ratio %.2f (target 0.90), of the server's processor"
                        + " time a page %.2f%n",
                streams, rates, median(ratios), median(costs));
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElse(Double.NaN);
    }

    /** Until the rate has not risen three times in a row. */
    private void warmUpPages() throws Exception {
        double best = 0;
        int notRisen = 0;
        for (int i = 0; i < 40 && notRisen < 3; i++) {
            double rate = pages(3).perSecond();
            notRisen = rate < best * 1.03 ? notRisen + 1 : 0;
            best = Math.max(best, rate);
        }
    }

    /** Waits until the server has noticed that the streams are gone. */
    private void awaitNoSubscribers() throws Exception {
        while (metric("dibao_gateway_subscribers") > 0) {
            Thread.sleep(200);
        }
    }

    /** Many articles come in one request, while pages are read, single articles are posted, and streams are open. */
    private void importBeside() throws Exception {
        int articles = number("--import");
        int streams = number("--import-streams");
        double heapBefore = memory();
        double before = resident();
        try (Subscribers subscribers = new Subscribers("/api/events", streams)) {
            subscribers.connect();
            CountDownLatch all = subscribers.expect(articles);
            var posting = new RepeatedRequests(100, this::publish);
            var reading = new RepeatedRequests(10, () -> client.send(get("/"), BodyHandlers.discarding()));
            double cpuBefore = cpu();
            long began = System.nanoTime();
            importSome(articles);
            double cpu = cpu() - cpuBefore;
            double seconds = (System.nanoTime() - began) / 1e9;
            double[] posts = posting.stop();
            double[] pages = reading.stop();
            all.await();
            System.out.printf("importing %d beside %d streams: %.1f s until all are accepted and live, %.1f s until the last stream has so many events;"
                            + " %.2f ms of the server's processor time an article%n",
                    articles, streams, seconds, (System.nanoTime() - began) / 1e9, cpu * 1000 / articles);
            print("a page meanwhile", pages, "target: p99 50");
            print("a single POST meanwhile, until live", posts, "target: p99 100");
        }
        double heap = memory();
        System.out.printf("memory before and after: %.0f and %.0f MB of heap and buffers after a collection, %.0f and %.0f MB resident%n",
                heapBefore, heap, before, resident());
    }

    private static void print(String what, double[] took, String target) {
        System.out.printf("%s: %d, p50 %.0f ms, p99 %.0f ms, longest %.0f ms (%s)%n", what, took.length, RepeatedRequests.at(took, 0.5),
                RepeatedRequests.at(took, 0.99), took[took.length - 1], target);
    }

    private void deliver(String what, Subscribers subscribers, int posts) throws Exception {
        double[] took = new double[posts];
        double[] answered = new double[posts];
        double server = cpu();
        double client = cpuOf(ProcessHandle.current());
        for (int i = 0; i < posts; i++) {
            CountDownLatch all = subscribers.expect(1);
            long sent = System.nanoTime();
            publish();
            answered[i] = (System.nanoTime() - sent) / 1e6;
            all.await();
            took[i] = (System.nanoTime() - sent) / 1e6;
            Thread.sleep(100);
        }
        server = (cpu() - server) * 1000 / posts;
        client = (cpuOf(ProcessHandle.current()) - client) * 1000 / posts;
        Arrays.sort(took);
        Arrays.sort(answered);
        System.out.printf("POST until the last of %d streams has the event, %s: p50 %.0f ms, p90 %.0f ms, p99 %.0f ms (target 300); POST until its answer: p50 %.0f ms;"
                        + " processor time an event: server %.0f ms, this client %.0f ms%n",
                subscribers.reading(), what, took[posts / 2], RepeatedRequests.at(took, 0.9), RepeatedRequests.at(took, 0.99),
                answered[posts / 2], server, client);
    }

    /** All subscribers begin with the earliest event. */
    private void catchUp() throws Exception {
        int events = number("--events");
        while (written.get() < events) {
            importSome(Math.min(1000, events - written.get()));
        }
        int streams = number("--catch-up");
        long position = Long.parseLong(client.send(get("/api/events/page"), BodyHandlers.ofString())
                .headers().firstValue("Dibao-Position").orElseThrow());
        try (Subscribers subscribers = new Subscribers("/api/events?after=earliest", streams)) {
            CountDownLatch all = subscribers.expect(events);
            double readBefore = metric("dibao_gateway_events_read_again_total");
            long began = System.nanoTime();
            subscribers.connect();
            all.await();
            double seconds = (System.nanoTime() - began) / 1e9;
            System.out.printf("catching up: %d subscribers from the first of %d events (position %d) in %.1f s, %.0f events a second in all"
                            + " (target 200000); %.0f events were read from Kafka%n",
                    streams, events, position, seconds, (double) streams * events / seconds,
                    metric("dibao_gateway_events_read_again_total") - readBefore);
        }
    }

    private void publish() throws Exception {
        int number = written.getAndIncrement();
        HttpResponse<String> answer = client.send(HttpRequest.newBuilder(url.resolve("/api/articles"))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "text/markdown")
                .header("Slug", "s-" + run + "-" + number + ".md")
                .header("Prefer", "wait=10")
                .POST(BodyPublishers.ofString(post(number)))
                .build(), BodyHandlers.ofString());
        if (answer.statusCode() != 201) {
            throw new IllegalStateException("POST answered " + answer.statusCode() + ": " + answer.body());
        }
    }

    private void importSome(int posts) throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < posts; i++) {
            int number = written.getAndIncrement();
            lines.append("{\"id\":\"s-").append(run).append('-').append(number).append("\",\"title\":\"Story ").append(run).append(' ').append(number)
                    .append("\",\"date\":\"2026-03-01T08:00:00Z\",\"categories\":[\"harbour\"],\"body\":\"One line.\"}\n");
        }
        client.send(HttpRequest.newBuilder(url.resolve("/api/imports")).header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/x-ndjson").POST(BodyPublishers.ofString(lines.toString())).build(),
                BodyHandlers.discarding());
    }

    private static String post(int number) {
        return "---\ntitle: Story " + number + " from the harbour\ndate: 2026-03-01 08:00:00 +0000\ncategories: [harbour]\ntags: [boats, tides]\n---\n\nThe tide came in.\n";
    }

    private HttpRequest get(String path) {
        return HttpRequest.newBuilder(url.resolve(path)).build();
    }

    /** Requests of the front page, over eight connections. */
    private Rate pages(int seconds) throws Exception {
        AtomicLong served = new AtomicLong();
        double cpuBefore = cpu();
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            threads.add(Thread.startVirtualThread(() -> {
                try {
                    while (System.nanoTime() < end) {
                        client.send(get("/"), BodyHandlers.discarding());
                        served.incrementAndGet();
                    }
                } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return new Rate(served.get() / (double) seconds, (cpu() - cpuBefore) * 1000 / served.get());
    }

    /** MB in use at the server after a collection; NaN if its management address is not known. */
    private double memory() throws Exception {
        String management = options.get("--management");
        if (management == null) {
            return Double.NaN;
        }
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        new ProcessBuilder(jcmd, options.get("--pid"), "GC.run").redirectErrorStream(true).start().waitFor();
        return (metric("jvm_memory_used_bytes") + metric("jvm_buffer_memory_used_bytes")) / 1024 / 1024;
    }

    /** MB of the server's memory that are in RAM, on Linux; else NaN. */
    private double resident() throws IOException {
        Path status = Path.of("/proc", options.getOrDefault("--pid", "none"), "status");
        if (!Files.exists(status)) {
            return Double.NaN;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
                .findFirst()
                .orElse(Double.NaN);
    }

    /** Seconds of processor time that the server has used, on Linux; else NaN. */
    private double cpu() {
        return ProcessHandle.of(Long.parseLong(options.getOrDefault("--pid", "0"))).map(EventStreams::cpuOf).orElse(Double.NaN);
    }

    private static double cpuOf(ProcessHandle process) {
        return process.info().totalCpuDuration().map(used -> used.toNanos() / 1e9).orElse(Double.NaN);
    }

    /** A metric of the gateway, all its series together; NaN if the management address is not known. */
    private double metric(String name) throws Exception {
        String management = options.get("--management");
        if (management == null) {
            return Double.NaN;
        }
        String metrics = client.send(HttpRequest.newBuilder(URI.create(management + "/actuator/prometheus")).build(), BodyHandlers.ofString()).body();
        double sum = 0;
        for (String line : metrics.split("\n")) {
            if (line.startsWith(name + "{") || line.startsWith(name + " ")) {
                sum += Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
            }
        }
        return sum;
    }

    /** Many connections in one thread, which count the events that arrive. */
    private final class Subscribers implements AutoCloseable {
        private final byte[] request;
        private final List<Stream> all = new ArrayList<>();
        private final Selector selector = Selector.open();
        private final int count;
        private final CountDownLatch greeted;
        private volatile CountDownLatch expected = new CountDownLatch(0);
        /** Events that each stream is to have. */
        private volatile long target;

        private static final class Stream {
            final int index;
            boolean isRead = true;
            volatile long events;
            int matched;
            boolean greeted;

            Stream(int index) {
                this.index = index;
            }
        }

        private static final byte[] MARK = "\nid: ".getBytes(StandardCharsets.US_ASCII);

        Subscribers(String target, int count) throws IOException {
            this.request = ("GET " + target + " HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
            this.count = count;
            this.greeted = new CountDownLatch(count);
            for (int i = 0; i < count; i++) {
                all.add(new Stream(i));
            }
        }

        void connect() throws Exception {
            List<SocketChannel> channels = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                // Several addresses of this machine: one has not ports enough for all tests in a row.
                SocketChannel channel = SocketChannel.open();
                channel.bind(new InetSocketAddress("127.0.0." + (1 + i % 20), 0));
                if (i < number("--idle")) {
                    channel.setOption(StandardSocketOptions.SO_RCVBUF, 4096); // so that it is soon full
                }
                channel.connect(new InetSocketAddress("127.0.0.1", url.getPort()));
                channel.write(ByteBuffer.wrap(request));
                channel.configureBlocking(false);
                channel.register(selector, SelectionKey.OP_READ, all.get(i));
                channels.add(channel);
            }
            Thread.ofPlatform().daemon().start(this::read);
            greeted.await();
        }

        /** That each stream that is read gets so many further events. No event may be on its way. */
        CountDownLatch expect(int events) {
            long next = target + events;
            CountDownLatch latch = new CountDownLatch((int) all.stream().filter(stream -> stream.isRead && stream.events < next).count());
            expected = latch;
            target = next;
            return latch;
        }

        int reading() {
            return (int) all.stream().filter(stream -> stream.isRead).count();
        }

        /** From now on only these streams are read, which first get what they have missed. */
        void read(IntPredicate which) throws InterruptedException {
            all.forEach(stream -> stream.isRead = which.test(stream.index));
            CountDownLatch missed = expect(0);
            for (SelectionKey key : selector.keys()) {
                key.interestOps(((Stream) key.attachment()).isRead ? SelectionKey.OP_READ : 0);
            }
            selector.wakeup();
            missed.await();
        }

        private void read() {
            ByteBuffer buffer = ByteBuffer.allocateDirect(256 * 1024);
            byte[] bytes = new byte[256 * 1024];
            try {
                while (selector.isOpen()) {
                    selector.select(key -> {
                        try {
                            buffer.clear();
                            int n = ((SocketChannel) key.channel()).read(buffer);
                            if (n < 0) {
                                throw new IllegalStateException("a stream has ended");
                            }
                            buffer.flip().get(bytes, 0, n);
                            count((Stream) key.attachment(), new String(bytes, 0, n, StandardCharsets.ISO_8859_1));
                        } catch (java.nio.channels.ClosedChannelException e) {
                            // all is over
                        } catch (IOException e) {
                            throw new IllegalStateException(e);
                        }
                    });
                }
            } catch (IOException | java.nio.channels.ClosedSelectorException e) {
                // closed
            }
        }

        /**
         * Each event ends with its id; the first is only the cursor. Looks at what follows a line's end alone: whatever the client takes
         * is missing to the server beside it.
         */
        private void count(Stream stream, String text) {
            for (int i = 0; i < text.length(); ) {
                if (stream.matched == 0) {
                    i = text.indexOf('\n', i);
                    if (i < 0) {
                        return;
                    }
                }
                byte next = (byte) text.charAt(i++);
                stream.matched = next == MARK[stream.matched] ? stream.matched + 1 : next == MARK[0] ? 1 : 0;
                if (stream.matched == MARK.length) {
                    stream.matched = 0;
                    if (!stream.greeted) {
                        stream.greeted = true;
                        greeted.countDown();
                    } else if (++stream.events == target) {
                        expected.countDown();
                    }
                }
            }
        }

        @Override
        public void close() throws IOException {
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
        }
    }
}
