import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.dibao.contract.article.ArticleDraftBuilder;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.Source;
import org.dibao.contract.article.SubmittedDate;
import org.dibao.contract.submission.Preconditions;
import org.dibao.contract.submission.Request;
import org.dibao.contract.submission.Submission.SubmitArticle;
import org.dibao.contract.wire.Codec;
import org.dibao.contract.wire.EventMessage;
import org.dibao.contract.wire.Topics;

/**
 * Fills a running Dibao's log and measures what readers and publishers see of the archive's length; {@code long-archive} in the same folder
 * starts the Dibao. Prints lines of a name, a tab and a figure.
 */
final class LongArchive {
    private static final int WORDS = 20_000;
    private static final int CATEGORIES = 200;
    private static final Instant LAST = Instant.parse("2026-11-01T00:00:00Z");
    private static final Pattern POSITION = Pattern.compile("\"position\":(-?[0-9]+)");

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Random random = new Random(7);
    private final String[] words = new String[WORDS];
    private final String url;
    private final String key;

    private LongArchive(String url, String key) {
        this.url = url;
        this.key = key;
        for (int i = 0; i < WORDS; i++) {
            words[i] = "" + (char) (0x4e00 + random.nextInt(3000)) + (char) (0x4e00 + random.nextInt(3000));
        }
    }

    public static void main(String[] args) throws Exception {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i + 1 < args.length; i += 2) {
            options.put(args[i], args[i + 1]);
        }
        int articles = Integer.parseInt(options.get("--articles"));
        LongArchive bench = new LongArchive(options.get("--url"), options.get("--key"));
        long start = System.nanoTime();
        bench.write(options.get("--kafka"), articles, Integer.parseInt(options.get("--characters")));
        bench.await(articles - 1L);
        print("until all are live, articles a second", articles / ((System.nanoTime() - start) / 1e9));
        bench.measure(articles);
    }

    private static void print(String name, double figure) {
        System.out.printf("%s\t%.1f%n", name, figure);
    }

    private void write(String kafka, int articles, int characters) {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka, "compression.type", "lz4", "linger.ms", 20, "batch.size", 1 << 18);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < articles; i++) {
                EventMessage message = Codec.write(article(i, articles, characters));
                var record = new ProducerRecord<>(Topics.ARTICLES, message.key(), message.value());
                message.headers().forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
                producer.send(record, (_, failure) -> {
                    if (failure != null) {
                        failure.printStackTrace();
                        System.exit(1);
                    }
                });
            }
        }
    }

    /** One each ten minutes. */
    private SubmitArticle article(int number, int of, int characters) {
        Instant date = LAST.minus(Duration.ofMinutes(10L * (of - number)));
        StringBuilder source = new StringBuilder();
        StringBuilder html = new StringBuilder();
        while (source.length() < characters) {
            String paragraph = text(40) + "。";
            source.append(paragraph).append("\n\n");
            html.append("<p>").append(paragraph).append("</p>\n");
        }
        var given = ArticleDraftBuilder.builder()
                .title(text(8) + number)
                .date(SubmittedDate.parse(date.toString()))
                .categories(List.of("c" + random.nextInt(CATEGORIES)))
                .tags(List.of(word(), word()))
                .authors(List.of("记者" + random.nextInt(50)))
                .slug("article-" + number)
                .redirectFrom(List.of())
                .redirectFromHosts(List.of())
                .extra(Map.of())
                .source(new Source(Source.Format.MARKDOWN, source.toString()))
                .build();
        var request = new Request(Instant.now(), "bench", null, Preconditions.NONE, true);
        return new SubmitArticle(request, new ArticleId("article-" + number), given, html.toString(), null, true,
                SubmitArticle.JEKYLL_PATHS, SubmitArticle.KRAMDOWN, null, false, false, java.util.Set.of(), null);
    }

    private String text(int words) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < words; i++) {
            text.append(word());
        }
        return text.toString();
    }

    /** Some are frequent, most are rare, as in a language (Zipf). */
    private String word() {
        return words[(int) Math.pow(WORDS, random.nextDouble()) - 1];
    }

    private void await(long position) throws Exception {
        long shown = System.nanoTime();
        for (long at = position(); at < position; at = position()) {
            if (System.nanoTime() - shown > 10_000_000_000L) {
                shown = System.nanoTime();
                System.err.printf("%,d of %,d are live%n", at + 1, position + 1);
            }
            Thread.sleep(200);
        }
    }

    private long position() throws Exception {
        Matcher position = POSITION.matcher(get("/api/status"));
        return position.find() ? Long.parseLong(position.group(1)) : -1;
    }

    private void measure(int articles) throws Exception {
        for (int i = 0; i < 300; i++) {
            publish();
        }
        timed("publish until live", 300, 100, this::publish);
        List<String> paths = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            paths.add(location(random.nextInt(articles)));
        }
        var each = paths.iterator();
        timed("article's page, first time", 400, 0, () -> get(each.next()));
        timed("front page after a publication", 50, 0, () -> get("/"), this::publish);
        timed("category after a publication", 50, 0, () -> get("/category/c7.html"), this::publish);
        timed("feed after a publication", 50, 0, () -> get("/feed.xml"), this::publish);
        timed("tags after a publication", 50, 0, () -> get("/tags.html"), this::publish);
        timed("sitemap after a publication", 20, 0, () -> get("/sitemap.xml"), this::publish);
        timed("search for a frequent word", 100, 0, () -> search(words[random.nextInt(20)]));
        timed("search for a rare word", 100, 0, () -> search(words[10_000 + random.nextInt(10_000)]));
    }

    private void timed(String name, int times, long everyMs, Callable<String> what) throws Exception {
        timed(name, times, everyMs, what, () -> "");
    }

    private void timed(String name, int times, long everyMs, Callable<String> what, Callable<String> before) throws Exception {
        double[] took = new double[times];
        for (int i = 0; i < times; i++) {
            Thread.sleep(everyMs);
            before.call();
            long start = System.nanoTime();
            what.call();
            took[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(took);
        print(name + ", p50, ms", took[times / 2]);
        print(name + ", p99, ms", took[times * 99 / 100]);
    }

    private String publish() throws Exception {
        String body = "{\"title\":\"" + text(6) + "\",\"categories\":[\"c7\"],\"body\":\"" + text(300) + "\"}";
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/api/articles"))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .header("Prefer", "wait=20")
                .POST(BodyPublishers.ofString(body))
                .build();
        return answer(request, 201).body();
    }

    private String location(int number) throws Exception {
        Matcher path = Pattern.compile("\"path\":\"([^\"]+)\"").matcher(get("/api/articles/article-" + number));
        if (!path.find()) {
            throw new IllegalStateException("no path of article " + number);
        }
        return path.group(1);
    }

    private String search(String word) throws Exception {
        return get("/search?q=" + URLEncoder.encode(word, StandardCharsets.UTF_8) + "&n=" + random.nextInt());
    }

    private String get(String path) throws Exception {
        return answer(HttpRequest.newBuilder(URI.create(url + path)).build(), 200).body();
    }

    private HttpResponse<String> answer(HttpRequest request, int expected) throws Exception {
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != expected) {
            throw new IllegalStateException(request.uri() + " answers " + answer.statusCode() + ": " + answer.body());
        }
        return answer;
    }
}
