import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * Measures a running Dibao from outside: how long a POST takes until its page is live, and how many posts per second an
 * import publishes, and how long after its time a scheduled post is announced. Needs only a JDK; {@code publish-latency} in
 * the same folder starts a Dibao for it.
 *
 * <pre>java PublishLatency.java --url http://127.0.0.1:8080 --key KEY [--warm-up 2000] [--posts 300] [--every-ms 100]
 * [--import 5000] [--scheduled 200]</pre>
 */
final class PublishLatency {
    private static final double TARGET_P50_MS = 15;
    private static final double TARGET_P99_MS = 60;
    private static final double TARGET_SCHEDULED_P99_MS = 500;
    private static final int SCHEDULED_PER_SECOND = 10;
    private static final double TARGET_IMPORT = 500;
    private static final int CATEGORIES = 200;

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;
    private final String key;
    private final Random random = new Random(7);
    private final String run = Long.toString(System.currentTimeMillis(), 36).toUpperCase(java.util.Locale.ROOT);
    private int written;

    private PublishLatency(String url, String key) {
        this.url = url;
        this.key = key;
    }

    public static void main(String[] args) throws Exception {
        Map<String, String> options = new HashMap<>(Map.of(
                "--warm-up", "2000", "--posts", "300", "--every-ms", "100", "--import", "5000", "--scheduled", "200"));
        for (int i = 0; i + 1 < args.length; i += 2) {
            options.put(args[i], args[i + 1]);
        }
        if (!options.containsKey("--url") || !options.containsKey("--key")) {
            System.err.println("Give --url and --key of a running Dibao, or use publish-latency, which starts one.");
            System.exit(2);
        }
        System.out.printf("machine: %d cores, %s %s, Java %s, at most %d MB of heap in this client%n",
                Runtime.getRuntime().availableProcessors(), System.getProperty("os.name"), System.getProperty("os.arch"),
                Runtime.version(), Runtime.getRuntime().maxMemory() >> 20);
        PublishLatency bench = new PublishLatency(options.get("--url"), options.get("--key"));
        boolean met = bench.latency(Integer.parseInt(options.get("--warm-up")), Integer.parseInt(options.get("--posts")),
                Long.parseLong(options.get("--every-ms")));
        met &= bench.scheduled(Integer.parseInt(options.get("--scheduled")));
        met &= bench.importing(Integer.parseInt(options.get("--import")));
        System.exit(met ? 0 : 1);
    }

    /** POSTs at a steady pace, each timed from its first byte to the response that says the page is live. */
    private boolean latency(int warmUp, int posts, long everyMs) throws Exception {
        long start = System.nanoTime();
        for (int i = 0; i < warmUp; i++) {
            publish();
        }
        if (warmUp > 0) {
            System.out.printf("warm-up: %d posts one after another in %.1f s%n", warmUp, seconds(start));
        }
        if (posts == 0) {
            return true;
        }
        double[] took = new double[posts];
        long next = System.nanoTime();
        for (int i = 0; i < posts; i++) {
            next += Duration.ofMillis(everyMs).toNanos();
            Thread.sleep(Duration.ofNanos(Math.max(0, next - System.nanoTime())));
            long sent = System.nanoTime();
            String location = publish();
            took[i] = (System.nanoTime() - sent) / 1e6;
            int status = client.send(HttpRequest.newBuilder(URI.create(url + location)).build(), BodyHandlers.discarding())
                    .statusCode();
            if (status != 200) {
                throw new IllegalStateException("said to be live, but answers " + status + ": " + location);
            }
        }
        Arrays.sort(took);
        double p50 = percentile(took, 50);
        double p99 = percentile(took, 99);
        System.out.printf("POST until the page is live (Prefer: wait), %d posts, one each %d ms: p50 %.1f ms (target %.0f), p99 %.1f ms (target %.0f), max %.1f ms%n",
                posts, everyMs, p50, TARGET_P50_MS, p99, TARGET_P99_MS, took[posts - 1]);
        return p50 <= TARGET_P50_MS && p99 <= TARGET_P99_MS;
    }

    private String publish() throws IOException, InterruptedException {
        Sample post = sample();
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/api/articles"))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "text/markdown; charset=utf-8")
                .header("Slug", post.name())
                .header("Prefer", "wait=10")
                .POST(BodyPublishers.ofByteArray(post.content()))
                .build();
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 201) {
            throw new IllegalStateException("POST answered " + answer.statusCode() + ": " + answer.body());
        }
        return URI.create(answer.headers().firstValue("Location").orElseThrow()).getRawPath();
    }

    /** Schedules posts, some for each of the coming seconds, and compares when a subscriber hears of them with their time. */
    private boolean scheduled(int posts) throws Exception {
        if (posts == 0) {
            return true;
        }
        HttpRequest events = HttpRequest.newBuilder(URI.create(url + "/api/events"))
                .header("Accept", "application/x-ndjson")
                .build();
        HttpResponse<InputStream> stream = client.send(events, BodyHandlers.ofInputStream());
        Map<String, Instant> due = new HashMap<>();
        double[] late = new double[posts];
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            Instant first = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(10 + posts / 100);
            for (int i = 0; i < posts; i++) {
                Instant time = first.plusSeconds(i / SCHEDULED_PER_SECOND);
                due.put(schedule(time), time);
            }
            if (!Instant.now().isBefore(first)) {
                throw new IllegalStateException("scheduling took longer than there was time before the first one");
            }
            Pattern article = Pattern.compile("\"event\":\"published\".*\"article\":\"([^\"]+)\"");
            int heard = 0;
            for (String line = lines.readLine(); line != null && heard < posts; line = lines.readLine()) {
                Instant now = Instant.now();
                Matcher found = article.matcher(line);
                Instant time = found.find() ? due.remove(found.group(1)) : null;
                if (time != null) {
                    late[heard++] = Duration.between(time, now).toNanos() / 1e6;
                }
            }
            if (heard < posts) {
                throw new IllegalStateException("the stream ended after " + heard + " of " + posts + " scheduled posts");
            }
        }
        Arrays.sort(late);
        double p99 = percentile(late, 99);
        System.out.printf("scheduled posts, %d for each second, from their time until a subscriber has the event, %d posts: median %.1f ms, p99 %.1f ms (target %.0f), max %.1f ms%n",
                SCHEDULED_PER_SECOND, posts, percentile(late, 50), p99, TARGET_SCHEDULED_P99_MS, late[posts - 1]);
        return late[0] >= 0 && p99 <= TARGET_SCHEDULED_P99_MS;
    }

    /** @return the article's id */
    private String schedule(Instant time) throws IOException, InterruptedException {
        Sample post = sample();
        String text = new String(post.content(), StandardCharsets.UTF_8)
                .replaceFirst("---\n", "---\npublish_at: '" + time + "'\n");
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/api/articles"))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "text/markdown; charset=utf-8")
                .header("Slug", post.name())
                .header("Prefer", "wait=10")
                .POST(BodyPublishers.ofString(text))
                .build();
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 201 || !answer.body().contains("\"scheduled\"")) {
            throw new IllegalStateException("POST answered " + answer.statusCode() + ": " + answer.body());
        }
        return post.name().replaceFirst("\\.md$", "");
    }

    /** Imports a folder in one request; result lines arrive when pages are live, and the last one stops the clock. */
    private boolean importing(int posts) throws Exception {
        if (posts == 0) {
            return true;
        }
        byte[] archive = tarGz(posts);
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/api/imports"))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/gzip")
                .POST(BodyPublishers.ofByteArray(archive))
                .build();
        long start = System.nanoTime();
        HttpResponse<InputStream> answer = client.send(request, BodyHandlers.ofInputStream());
        int live = 0;
        String other = "";
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.contains("\"published\"")) {
                    live++;
                } else {
                    other = line;
                }
            }
        }
        double took = seconds(start);
        if (live != posts) {
            throw new IllegalStateException(live + " of " + posts + " were published (" + answer.statusCode() + "): " + other);
        }
        double rate = posts / took;
        System.out.printf("import of %d posts (%.1f MB packed): live in %.1f s, %.0f posts a second (target %.0f)%n",
                posts, archive.length / 1e6, took, rate, TARGET_IMPORT);
        return rate >= TARGET_IMPORT;
    }

    private record Sample(String name, byte[] content) {}

    /** A newspaper's post: front matter, ten HTML paragraphs of Chinese, source and back links; about 3.5 KB. */
    private Sample sample() {
        int i = written++;
        String category = "bench%04d".formatted(i % CATEGORIES);
        String date = "2022-%02d-%02d".formatted(1 + i / 28 % 12, 1 + i % 28);
        String code = "BM" + run + "%08d".formatted(i);
        StringBuilder text = new StringBuilder(2048)
                .append("---\nlayout: post\ntitle: \"").append(chinese(18)).append("\"\ndate: ").append(date)
                .append(" %02d:%02d:15 +0800\n".formatted(i % 24, i % 60))
                .append("categories: ").append(category).append("\ntags: ").append(category).append("新闻\n---\n");
        for (int p = 0; p < 10; p++) {
            text.append(" <p>").append(chinese(40 + random.nextInt(121))).append("。</p>\n");
        }
        text.append("<p class=\"em_media\">（文章来源：").append(category).append("）</p>\n\n<http://example.org/share.html?code=")
                .append(code).append(">\n\n[返回](//example.org/category/").append(category).append(".html)｜[首页](//example.org/)\n");
        return new Sample(date + "-" + code + ".md", text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private String chinese(int length) {
        StringBuilder text = new StringBuilder(length);
        random.ints(length, 0x4E00, 0x4E00 + 1500).forEach(c -> text.append((char) c));
        return text.toString();
    }

    private byte[] tarGz(int posts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream tar = new GZIPOutputStream(bytes, 1 << 16)) {
            for (int i = 0; i < posts; i++) {
                Sample post = sample();
                tar.write(header("_posts/" + post.name(), post.content().length));
                tar.write(post.content());
                tar.write(new byte[(512 - post.content().length % 512) % 512]);
            }
            tar.write(new byte[1024]);
        }
        return bytes.toByteArray();
    }

    /** POSIX ustar: name, mode, owner, size and time in octal, and the sum of the header's bytes. */
    private static byte[] header(String name, int size) {
        byte[] header = new byte[512];
        put(header, 0, name);
        put(header, 100, "0000644");
        put(header, 108, "0000000");
        put(header, 116, "0000000");
        put(header, 124, "%011o".formatted(size));
        put(header, 136, "%011o".formatted(1_650_000_000));
        put(header, 148, "        ");
        header[156] = '0';
        put(header, 257, "ustar");
        put(header, 263, "00");
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xFF;
        }
        put(header, 148, "%06o".formatted(sum));
        header[154] = 0;
        return header;
    }

    private static void put(byte[] header, int at, String text) {
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(ascii, 0, header, at, ascii.length);
    }

    private static double percentile(double[] sorted, int percent) {
        return sorted[Math.min(sorted.length - 1, (int) Math.ceil(sorted.length * percent / 100.0) - 1)];
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
