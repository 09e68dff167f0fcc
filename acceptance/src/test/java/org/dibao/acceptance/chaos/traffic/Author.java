package org.dibao.acceptance.chaos.traffic;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dibao.acceptance.chaos.truth.Content;
import org.dibao.acceptance.chaos.truth.Deed;
import org.jspecify.annotations.Nullable;

/**
 * Thinks of what to do next: with a few articles in a few categories, some of which want the same path, and a few files. There are
 * never more articles than one answer of a listing has.
 */
public final class Author {
    private static final int ARTICLES = 24;
    private static final int IMPORTED = 12;
    private static final int CATEGORIES = 3;
    private static final int FOUGHT = 4;
    private static final int FILES = 4;
    private static final int SOON_SECONDS = 3;
    private static final Duration LATE = Duration.ofSeconds(2);

    private final String word;
    private final boolean alone;
    private final AtomicInteger written = new AtomicInteger();
    private final AtomicReference<Instant> scheduled = new AtomicReference<>(Instant.EPOCH);

    /**
     * @param word  which all names begin with
     * @param alone whether the site's settings are this author's, too
     */
    public Author(String word, boolean alone) {
        this.word = word;
        this.alone = alone;
    }

    public List<String> categories() {
        return IntStream.range(0, CATEGORIES).mapToObj(n -> word + "c" + n).toList();
    }

    /** Where something may be, or may have been. */
    public List<String> paths() {
        Stream<String> own = IntStream.range(0, ARTICLES)
                .boxed()
                .flatMap(n -> IntStream.range(0, 3).mapToObj(place -> path(word + "a" + n, place)));
        Stream<String> fought = IntStream.range(0, FOUGHT).mapToObj(this::fought);
        return Stream.concat(own, fought).toList();
    }

    public Deed next(Random random) {
        String article = word + "a" + random.nextInt(ARTICLES);
        int what = random.nextInt(100);
        if (what < 45) {
            return new Deed.Submit(article, content(article, random, false, null), null);
        } else if (what < 50) {
            return new Deed.Submit(article, content(article, random, false, null), 1 + random.nextInt(6));
        } else if (what < 55) {
            return new Deed.Submit(article, content(article, random, true, null), null);
        } else if (what < 65) {
            return new Deed.Patch(article, Map.of("title", title()));
        } else if (what < 70) {
            return new Deed.Patch(article, Map.of("category", category(random)));
        } else if (what < 80) {
            return new Deed.Withdraw(article);
        } else if (what < 86) {
            return new Deed.Restore(article);
        } else if (what < 90) {
            return scheduled(random);
        } else if (what < 94) {
            return new Deed.KeepFile(file(random), "");
        } else if (what < 96) {
            return new Deed.RemoveFile(file(random));
        }
        return alone
                ? new Deed.Describe("This is description " + written.incrementAndGet())
                : new Deed.Submit(article, content(article, random, false, null), null);
    }

    /** The lines of an import. */
    public List<Deed.Submit> several(Random random) {
        int first = random.nextInt(IMPORTED / 2);
        return IntStream.range(first, first + IMPORTED / 2)
                .mapToObj(n -> word + "i" + n)
                .map(article -> new Deed.Submit(article, content(article, random, false, null), null))
                .toList();
    }

    /** The last of a round: one article in each category, the first category last. */
    public List<Deed.Submit> closing() {
        return categories().reversed().stream()
                .map(category -> {
                    String article = category + "end";
                    return new Deed.Submit(
                            article,
                            new Content(
                                    title(),
                                    category,
                                    path(article, 0),
                                    "2024-01-01T08:00:00+08:00",
                                    "The last of a round.",
                                    false,
                                    null),
                            null);
                })
                .toList();
    }

    /** How long something may still be published by itself. */
    public Duration untilNothingIsScheduled() {
        Duration left = Duration.between(Instant.now(), scheduled.get()).plus(LATE);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private Deed scheduled(Random random) {
        String article = word + "s" + written.incrementAndGet() % ARTICLES;
        Instant at = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1 + random.nextInt(SOON_SECONDS));
        scheduled.accumulateAndGet(at, (before, now) -> now.isAfter(before) ? now : before);
        return new Deed.Submit(article, content(article, random, false, at), null);
    }

    private Content content(String article, Random random, boolean draft, @Nullable Instant publishAt) {
        boolean fights = publishAt == null && random.nextInt(3) == 0;
        String path = fights ? fought(random.nextInt(FOUGHT)) : path(article, random.nextInt(3));
        return new Content(
                title(), category(random), path, date(article), "Text of " + article + ".", draft, publishAt);
    }

    /** A different one for each article, so that the order of a listing is known. */
    private String date(String article) {
        String digits = article.replaceAll(".*[a-z]([0-9]+)$", "$1");
        int minute = Integer.parseInt(digits)
                + (article.startsWith(word + "i") ? 100 : article.startsWith(word + "s") ? 200 : 0);
        return "2024-03-%02dT%02d:%02d:00+08:00".formatted(18 + minute / 1440, minute / 60 % 24, minute % 60);
    }

    private String title() {
        return word + " draft " + written.incrementAndGet() + " of a text";
    }

    private String category(Random random) {
        return word + "c" + random.nextInt(CATEGORIES);
    }

    private String path(String article, int place) {
        return "/" + word + "/" + article + "-" + place + ".html";
    }

    private String fought(int number) {
        return "/" + word + "/fought-" + number + ".html";
    }

    private String file(Random random) {
        return "/" + word + "/file-" + random.nextInt(FILES) + ".txt";
    }
}
