import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Searches a running Dibao for each of its articles by a phrase from the middle of its text, and reports how many were
 * found and how long a search takes at the gateway. Needs only a JDK.
 *
 * <pre>java SearchLatency.java --url http://127.0.0.1:8080 [--articles 5000] [--warm-up 500]</pre>
 *
 * Exit status 1: an article was not found, or the target was missed.
 */
final class SearchLatency {
    private static final double TARGET_P99_MS = 50;
    private static final Pattern LOC = Pattern.compile("<loc>([^<]*)</loc>");
    private static final Pattern BODY = Pattern.compile("<div class=\"body[^\"]*\"[^>]*>(.*?)</div>\\s*(?:<footer|</article)", Pattern.DOTALL);
    private static final int HAN = 12;
    private static final int WORDS = 8;

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;

    private SearchLatency(String url) {
        this.url = url;
    }

    public static void main(String[] args) throws Exception {
        Map<String, String> options = new HashMap<>(Map.of("--articles", "5000", "--warm-up", "500"));
        for (int i = 0; i + 1 < args.length; i += 2) {
            options.put(args[i], args[i + 1]);
        }
        if (!options.containsKey("--url")) {
            System.err.println("Give --url of a running Dibao.");
            System.exit(2);
        }
        System.exit(new SearchLatency(options.get("--url"))
                .run(Integer.parseInt(options.get("--articles")), Integer.parseInt(options.get("--warm-up"))) ? 0 : 1);
    }

    private boolean run(int articles, int warmUp) throws Exception {
        List<String> paths = new ArrayList<>();
        for (String map : locations("/sitemap.xml")) {
            if (map.matches(".*/sitemap-[0-9].*")) {
                paths.addAll(locations(map));
            }
        }
        Collections.shuffle(paths, new Random(7));
        int all = paths.size();
        paths = paths.subList(0, Math.min(articles, all));
        Map<String, String> phrases = new HashMap<>();
        for (String path : paths) {
            String phrase = phrase(get(path));
            if (!phrase.isEmpty()) {
                phrases.put(path, phrase);
            }
        }
        List<String> searched = List.copyOf(phrases.keySet());
        for (int i = 0; i < Math.min(warmUp, searched.size()); i++) {
            get(search(phrases.get(searched.get(i))));
        }
        double[] took = new double[searched.size()];
        int first = 0;
        List<String> lost = new ArrayList<>();
        for (int i = 0; i < took.length; i++) {
            String path = searched.get(i);
            long start = System.nanoTime();
            String page = get(search(phrases.get(path)));
            took[i] = (System.nanoTime() - start) / 1e6;
            int at = page.indexOf("href=\"" + path + "\"");
            if (at < 0) {
                lost.add(path + " by \"" + phrases.get(path) + "\"");
            } else if (page.indexOf("class=\"headline\"") > 0 && page.indexOf("headline\" href=\"" + path + "\"") == page.indexOf("headline\" href=\"")) {
                first++;
            }
        }
        Arrays.sort(took);
        double p99 = took[Math.min(took.length - 1, (int) Math.ceil(took.length * 0.99) - 1)];
        System.out.printf("search: %d articles on the site, %d searched for by a phrase from the middle, %d found, %d"
                + " of them first%n",
                all, took.length, took.length - lost.size(), first);
        System.out.printf("a search at the gateway: p50 %.1f ms, p99 %.1f ms (target %.0f), max %.1f ms%n",
                took[took.length / 2], p99, TARGET_P99_MS, took[took.length - 1]);
        lost.stream().limit(20).forEach(one -> System.out.println("not found: " + one));
        return lost.isEmpty() && p99 <= TARGET_P99_MS;
    }

    private String search(String phrase) {
        return "/search?q=" + URLEncoder.encode("\"" + phrase + "\"", StandardCharsets.UTF_8);
    }

    private List<String> locations(String path) throws IOException, InterruptedException {
        Matcher found = LOC.matcher(get(path));
        List<String> all = new ArrayList<>();
        while (found.find()) {
            all.add(found.group(1).replace("&amp;", "&").replaceFirst("^https?://[^/]+", ""));
        }
        return all;
    }

    private String get(String path) throws IOException, InterruptedException {
        var answer = client.send(HttpRequest.newBuilder(URI.create(url + path)).build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + " answers " + answer.statusCode());
        }
        return answer.body();
    }

    /** Some characters or words from one paragraph in the middle of the text; empty if none is long enough. */
    private static String phrase(String page) {
        Matcher body = BODY.matcher(page);
        if (!body.find()) {
            return "";
        }
        List<String> paragraphs = new ArrayList<>();
        for (String paragraph : body.group(1).replaceAll("(?s)<(pre|table|sup|figure)\\b.*?</\\1>", "\n").split("</?(?:p|li|h[1-6]|blockquote|div|br|td|dd)\\b[^>]*>")) {
            String text = paragraph.replaceAll("<[^>]*>", "").replace("&nbsp;", " ").replaceAll("&[a-z]+;", "\n").strip();
            // A run without punctuation, as a reader would type it.
            for (String run : text.split("[^\\p{L}\\p{Nd} ]+")) {
                String line = run.strip();
                if (line.matches("\\p{IsHan}+") ? line.length() >= HAN : line.split(" +").length >= WORDS && !line.matches(".*\\p{IsHan}.*")) {
                    paragraphs.add(line);
                }
            }
        }
        if (paragraphs.isEmpty()) {
            return "";
        }
        String middle = paragraphs.get(paragraphs.size() / 2);
        if (middle.matches(".*\\p{IsHan}.*")) {
            int from = (middle.length() - HAN) / 2;
            return middle.substring(from, from + HAN).strip();
        }
        String[] words = middle.split(" +");
        return String.join(" ", Arrays.copyOfRange(words, (words.length - WORDS) / 2, (words.length - WORDS) / 2 + WORDS));
    }
}
