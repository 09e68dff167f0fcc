package org.dibao.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Looks at a site that was made of a backup, and compares it with the one that the backup is of, if that runs. */
final class Drill {
    private static final Duration STANDSTILL = Duration.ofMinutes(2);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final Pattern LOCATION = Pattern.compile("<loc>([^<]+)</loc>");
    private static final int AT_ONCE = 100;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * What was found.
     *
     * @param pages     how many pages of the copy were read
     * @param texts     how many articles
     * @param compared  whether they were compared with those of the site
     * @param newer     how many positions the site has that the backup does not have
     * @param different addresses that answer something else, or not at all; whatever is newer may be among them
     */
    record Report(int pages, int texts, boolean compared, long newer, List<String> different) {
        /** Whether everything is as it must be, as far as that can be told. */
        boolean isGood() {
            return different.isEmpty() || newer > 0;
        }
    }

    private final HttpClient http = HttpClient.newHttpClient();
    private final String copy;
    private final @Nullable String site;
    private final int sample;
    private final LongSupplier handled;
    private final LongConsumer progress;
    private final Duration standstill;
    private final Random random = new Random();

    /**
     * @param copy   the address of the copy
     * @param site   that of the site; absent if it does not run
     * @param sample how many pages, and how many articles, are looked at
     * @param handled  the position up to which the copy has made its pages; it does not show them until it has all
     * @param progress told how many positions those are
     */
    Drill(String copy, @Nullable String site, int sample, LongSupplier handled, LongConsumer progress) {
        this(copy, site, sample, handled, progress, STANDSTILL);
    }

    /** @param standstill after which a copy that gets no further is given up */
    Drill(
            String copy,
            @Nullable String site,
            int sample,
            LongSupplier handled,
            LongConsumer progress,
            Duration standstill) {
        this.copy = copy;
        this.site = site;
        this.sample = sample;
        this.handled = handled;
        this.progress = progress;
        this.standstill = standstill;
    }

    /** @throws StartFailed if the copy gets no further before it has come up to the position */
    Report run(long last) throws InterruptedException {
        await(last);
        List<String> pages = sample(pages());
        List<String> texts = sample(articles());
        List<String> different = new ArrayList<>();
        for (List<String> addresses : List.of(pages, texts)) {
            for (String address : addresses) {
                if (!isSame(address)) {
                    different.add(address);
                }
            }
        }
        long newer = site == null ? 0 : position(site) - last;
        return new Report(pages.size(), texts.size(), site != null, newer, different);
    }

    private void await(long last) throws InterruptedException {
        long at = handled.getAsLong();
        long since = System.nanoTime();
        while (!shows(last)) {
            progress.accept(at + 1);
            Thread.sleep(Duration.ofMillis(100));
            long now = handled.getAsLong();
            if (now > at) {
                at = now;
                since = System.nanoTime();
            } else if (System.nanoTime() - since > standstill.toNanos()) {
                throw new StartFailed("The copy has stood at position " + at + " for " + standstill.toSeconds()
                        + " s, and does not show its pages as of " + last + ".");
            }
        }
    }

    /** Whether the copy shows its pages as of a position: a gateway serves none that is older than what it has processed. */
    private boolean shows(long last) {
        return get(copy, "/").statusCode() == 200 && position(copy) >= last;
    }

    private long position(String of) {
        return JSON.readTree(get(of, "/api/status").body()).path("position").asLong(-1);
    }

    /** Those that the sitemap names. */
    private List<String> pages() {
        List<String> pages = new ArrayList<>(List.of("/", "/feed.xml", "/archive.html"));
        for (String part : locations("/sitemap.xml")) {
            if (part.endsWith(".xml")) {
                pages.addAll(locations(part));
            } else {
                pages.add(part);
            }
        }
        return pages.stream().distinct().toList();
    }

    private List<String> locations(String sitemap) {
        Matcher matcher = LOCATION.matcher(read(sitemap));
        List<String> found = new ArrayList<>();
        while (matcher.find()) {
            found.add(URI.create(matcher.group(1).replace("&amp;", "&")).getRawPath());
        }
        return found;
    }

    private List<String> articles() {
        List<String> articles = new ArrayList<>();
        String next = "/api/articles?limit=" + AT_ONCE;
        while (next != null) {
            JsonNode page = JSON.readTree(read(next));
            page.path("articles")
                    .forEach(article -> articles.add(
                            "/api/articles/" + encoded(article.path("id").asString())));
            String cursor = page.path("next").asString("");
            next = cursor.isEmpty() ? null : "/api/articles?limit=" + AT_ONCE + "&after=" + cursor;
        }
        return articles;
    }

    private static String encoded(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private List<String> sample(List<String> all) {
        List<String> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, random);
        return List.copyOf(shuffled.subList(0, Math.min(sample, shuffled.size())));
    }

    private boolean isSame(String address) {
        HttpResponse<String> here = get(copy, address);
        if (site == null) {
            return here.statusCode() == 200;
        }
        HttpResponse<String> there = get(site, address);
        return here.statusCode() == there.statusCode()
                && here.headers().firstValue("ETag").equals(there.headers().firstValue("ETag"))
                && here.body().equals(there.body());
    }

    /** What the copy has to have, or else there is nothing to look at. */
    private String read(String address) {
        HttpResponse<String> answer = get(copy, address);
        if (answer.statusCode() != 200) {
            throw new StartFailed("The copy answers " + answer.statusCode() + " to " + address + ": " + answer.body());
        }
        return answer.body();
    }

    private HttpResponse<String> get(String of, String address) {
        try {
            return http.send(
                    HttpRequest.newBuilder(URI.create(of + address))
                            .timeout(ANSWER)
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailed("The drill was interrupted.", e);
        }
    }
}
