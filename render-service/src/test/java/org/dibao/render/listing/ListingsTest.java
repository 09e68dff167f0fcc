package org.dibao.render.listing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Position;
import org.dibao.contract.article.Revision;
import org.dibao.contract.event.Result;
import org.dibao.contract.publication.Card;
import org.dibao.contract.publication.CardBuilder;
import org.dibao.contract.publication.Publication;
import org.dibao.contract.site.SiteSettings;
import org.dibao.contract.site.Term;
import org.dibao.render.listing.ListingKey.Kind;
import org.junit.jupiter.api.Test;

class ListingsTest {
    private static final List<String> NAMES = List.of("News", "news", "Weather Desk", "粮食", "!!!", "a.b", "sport");

    @Test
    void atAnyTimeTheyAreWhatSortingByHandGives() {
        long seed = Long.getLong("dibao.seed", System.nanoTime());
        System.out.println("ListingsTest: -Ddibao.seed=" + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 30; round++) {
            Listings listings = new Listings();
            Map<ArticleId, Publication> latest = new HashMap<>();
            int articles = 1 + random.nextInt(300);
            for (int position = 0; position < 3000; position++) {
                Publication publication = random(random, position, articles);
                listings.apply(publication);
                latest.put(publication.result().article(), publication);
                if (position % 499 == 0) {
                    check(listings, latest, random);
                }
            }
            check(listings, latest, random);
            check(loaded(latest), latest, random);
        }
    }

    @Test
    void howeverTermsAreMergedOnTheWayListingsAreWhatSortingByHandGives() {
        long seed = Long.getLong("dibao.seed", System.nanoTime());
        System.out.println("ListingsTest: -Ddibao.seed=" + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 20; round++) {
            Listings listings = new Listings();
            SiteSettings site = SiteSettings.DEFAULT;
            Map<ArticleId, Publication> latest = new HashMap<>();
            for (int position = 0; position < 1500; position++) {
                Publication publication = random(random, position, 100);
                assertThat(listings.apply(publication)).isTrue();
                latest.put(publication.result().article(), publication);
                if (random.nextInt(60) == 0) {
                    site = merging(random);
                    Listings before = listings;
                    ListingSnapshot old = before.in(new ListingKey(Kind.CATEGORY, "news"));
                    List<ArticleId> seen = old.between(0, old.size());
                    listings = before.with(site);
                    assertThat(before.in(new ListingKey(Kind.CATEGORY, "news")).between(0, seen.size() + 1))
                            .as("who reads the listings before sees them unmerged")
                            .isEqualTo(seen);
                    check(listings, site, latest);
                }
            }
            check(listings, site, latest);
            check(loaded(latest).with(site), site, latest);
        }
    }

    @Test
    void settingsThatMergeNothingOtherwiseChangeNoListing() {
        Listings listings = new Listings().with(SiteSettings.DEFAULT);
        listings.apply(live(0, "a", at(0), List.of("news"), List.of()));
        assertThat(listings.with(
                        SiteSettings.builder().title("Other").pageSize(3).build()))
                .isSameAs(listings);
        Listings merged = listings.with(merged(Map.of("old", new Term(null, null, "news"))));
        assertThat(merged).isNotSameAs(listings);
        assertThat(merged.with(merged(Map.of("old", new Term("Old", null, "news"), "x", new Term("X", null, null)))))
                .isSameAs(merged);
    }

    @Test
    void anIndexOfThousandsIsKeptUp() {
        Listings listings = new Listings();
        for (int i = 0; i < 3000; i++) {
            listings.apply(live(i, "x" + i, at(i * 1000L), List.of("Category " + i % 2500), List.of()));
        }
        List<Listings.Summary> all = listings.all(Kind.CATEGORY);
        assertThat(all).hasSize(2500);
        assertThat(all.getFirst())
                .isEqualTo(new Listings.Summary(
                        new ListingKey(Kind.CATEGORY, "category-499"),
                        "Category 499",
                        2,
                        at(2_999_000).toInstant()));
        assertThat(all.getLast().count()).isEqualTo(1);
        listings.apply(live(3000, "x2999", at(0), List.of("category 499"), List.of()));
        assertThat(listings.all(Kind.CATEGORY))
                .filteredOn(it -> it.key().slug().equals("category-499"))
                .as("as most write it, and of equally many the first")
                .extracting(Listings.Summary::name)
                .containsExactly("Category 499");
        listings.apply(live(3001, "x499", at(0), List.of("category 499"), List.of()));
        assertThat(listings.all(Kind.CATEGORY))
                .filteredOn(it -> it.key().slug().equals("category-499"))
                .extracting(Listings.Summary::name)
                .containsExactly("category 499");
    }

    private static SiteSettings merged(Map<String, Term> categories) {
        return SiteSettings.builder().categories(categories).build();
    }

    private static SiteSettings merging(Random random) {
        Map<String, Term> categories = new HashMap<>();
        List<String> slugs = List.of("news", "weather-desk", "sport", "a-b", "unheard-of");
        for (int i = 0; i < slugs.size() - 1; i++) {
            if (random.nextInt(3) == 0) {
                categories.put(
                        slugs.get(i), new Term(null, null, slugs.get(i + 1 + random.nextInt(slugs.size() - 1 - i))));
            }
        }
        return merged(categories);
    }

    /** By hand: which articles are in each category, what its count is, in which order they were active. */
    private static void check(Listings listings, SiteSettings site, Map<ArticleId, Publication> latest) {
        Comparator<Publication> newestFirst = Comparator.comparing(
                        (Publication p) -> p.card().date().toInstant())
                .thenComparing(p -> p.result().article())
                .reversed();
        Map<ListingKey, List<Publication>> expected = new HashMap<>();
        latest.values().stream()
                .filter(p -> p.card() != null)
                .forEach(p -> ListingKey.of(p.card()).keySet().stream()
                        .map(key -> key.resolved(site))
                        .distinct()
                        .forEach(key -> expected.computeIfAbsent(key, _ -> new ArrayList<>())
                                .add(p)));
        expected.forEach((key, publications) -> {
            publications.sort(newestFirst);
            List<ArticleId> ids =
                    publications.stream().map(p -> p.result().article()).toList();
            assertThat(listings.in(key).between(0, ids.size() + 1))
                    .as("%s of %s", key, site.categories())
                    .isEqualTo(ids);
            ListingSnapshot ann = listings.in(new ListingKey(Kind.AUTHOR, "ann"));
            assertThat(ann.select(Cursor.START, List.of(listings.in(key)), 1000, 1000)
                            .articles())
                    .as("%s of %s", key, site.categories())
                    .isEqualTo(ids);
        });
        List<ListingKey> active = expected.keySet().stream()
                .filter(key -> key.kind() == Kind.CATEGORY)
                .sorted(Comparator.comparing(
                                (ListingKey key) -> expected.get(key).getFirst(), newestFirst)
                        .thenComparing(ListingKey::slug, Comparator.reverseOrder()))
                .toList();
        assertThat(listings.categories(100)).isEqualTo(active);
        assertThat(listings.all(Kind.CATEGORY))
                .extracting(Listings.Summary::key)
                .isEqualTo(active);
        assertThat(listings.all(Kind.CATEGORY))
                .extracting(Listings.Summary::count)
                .isEqualTo(active.stream().map(key -> expected.get(key).size()).toList());
    }

    /** An instance that starts while others write: it reads what is newer than where it starts to follow. */
    @Test
    void whatWasReadAtTheStartIsNotUndoneByOlderPublications() {
        Random random = new Random(5);
        Map<ArticleId, Publication> latest = new HashMap<>();
        List<Publication> all = new ArrayList<>();
        for (int position = 0; position < 2000; position++) {
            Publication publication = random(random, position, 50);
            all.add(publication);
            latest.put(publication.result().article(), publication);
        }
        Listings listings = loaded(latest);
        all.subList(1000, 2000).forEach(listings::apply);
        check(listings, latest, random);
    }

    @Test
    void bareOutcomesChangeNothing() {
        Listings listings = new Listings();
        Publication live = live(0, "a", at(0), List.of("news"), List.of());
        listings.apply(live);
        listings.apply(new Publication(
                new Position(1),
                Instant.EPOCH,
                new Result(
                        Result.Kind.REPEATED,
                        200,
                        new ArticleId("a"),
                        Revision.FIRST,
                        new ArticlePath("/a.html"),
                        null,
                        new Position(0)),
                null,
                null,
                null,
                new TreeSet<>()));
        listings.apply(new Publication(
                new Position(2),
                Instant.EPOCH,
                new Result(Result.Kind.DRAFTED, 201, new ArticleId("b"), Revision.FIRST, null, null, null),
                null,
                null,
                null,
                new TreeSet<>()));
        assertThat(listings.in(ListingKey.ALL).newest(9)).containsExactly(new ArticleId("a"));
    }

    @Test
    void datesAreComparedAsMomentsAndEqualOnesById() {
        Listings listings = new Listings();
        listings.apply(live(0, "b", OffsetDateTime.parse("2026-01-01T08:00:00+08:00"), List.of(), List.of()));
        listings.apply(live(1, "a", OffsetDateTime.parse("2026-01-01T00:00:00Z"), List.of(), List.of()));
        listings.apply(live(2, "c", OffsetDateTime.parse("2026-01-01T07:00:00+08:00"), List.of(), List.of()));
        listings.apply(live(
                3, "old", OffsetDateTime.of(-999_999_999, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC), List.of(), List.of()));
        assertThat(listings.in(ListingKey.ALL).newest(9))
                .extracting(ArticleId::value)
                .containsExactly("b", "a", "c", "old");
    }

    @Test
    void oneMoreArticleChangesOnlyTheNewestPage() {
        for (int pageSize : List.of(1, 2, 5, 20)) {
            for (int size = 0; size < 70; size++) {
                Numbering before = new Numbering(size, pageSize);
                Numbering after = new Numbering(size + 1, pageSize);
                assertThat(after.pages() - before.pages()).isBetween(0, 1);
                assertThat(before.newestFrom()).isEqualTo(before.pages() * pageSize);
                assertThat(size - before.newestFrom()).isLessThan(2 * pageSize);
                assertThat(size - before.newestFrom()).isGreaterThanOrEqualTo(Math.min(size, pageSize));
            }
        }
    }

    /** While one thread moves an article from day to day, every reader finds it, once. */
    @Test
    void noReaderFindsAnArticleTwiceOrNotAtAll() throws Exception {
        Listings listings = new Listings();
        for (int i = 0; i < 500; i++) {
            listings.apply(live(i, "x" + i, at(i * 1000L), List.of("news"), List.of()));
        }
        AtomicBoolean done = new AtomicBoolean();
        List<Throwable> wrong = Collections.synchronizedList(new ArrayList<>());
        Thread reader = Thread.ofPlatform().start(() -> {
            try {
                while (!done.get()) {
                    ListingSnapshot articles = listings.in(new ListingKey(Kind.CATEGORY, "news"));
                    List<ArticleId> ids = articles.between(0, articles.size());
                    assertThat(ids).hasSize(500);
                    assertThat(new HashSet<>(ids)).hasSize(500);
                }
            } catch (Throwable e) {
                wrong.add(e);
            }
        });
        Random random = new Random(1);
        for (int position = 500; position < 20_000; position++) {
            listings.apply(live(
                    position, "x" + random.nextInt(500), at(random.nextInt(1_000_000)), List.of("news"), List.of()));
        }
        done.set(true);
        reader.join();
        assertThat(wrong).isEmpty();
    }

    @Test
    void aCursorGoesThroughAllOfSeveralFiltersWhateverComesMeanwhile() {
        Listings listings = new Listings();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            boolean both = i % 3 == 0;
            listings.apply(live(i, "x" + i, at(i / 2 * 1000L), List.of("news"), both ? List.of("town") : List.of()));
            if (both) {
                expected.add("x" + i);
            }
        }
        expected.sort(Comparator.comparingInt((String id) -> Integer.parseInt(id.substring(1)) / 2)
                .thenComparing(id -> id)
                .reversed());
        List<String> read = new ArrayList<>();
        Cursor after = Cursor.START;
        int added = 300;
        do {
            ListingSnapshot.Cut cut = listings.in(new ListingKey(Kind.CATEGORY, "news"))
                    .select(after, List.of(listings.in(new ListingKey(Kind.TAG, "town"))), 7, 15);
            cut.articles().forEach(id -> read.add(id.value()));
            after = cut.next() == Cursor.START
                    ? Cursor.START
                    : Cursor.parse(cut.next().text());
            listings.apply(live(added, "y" + added++, at(1_000_000), List.of("news"), List.of("town")));
        } while (!after.id().isEmpty());
        assertThat(read).isEqualTo(expected);
    }

    @Test
    void tenThousandArticlesTakeAFewMegabytes() {
        int articles = 50_000;
        long before = usedMemory();
        Listings listings = new Listings();
        for (int i = 0; i < articles; i++) {
            listings.apply(live(
                    i,
                    "NW" + (202201252260188747L + i * 7919L),
                    at(i * 60_000L),
                    List.of("category-" + i % 1000),
                    List.of("tag-" + i % 500, "other-tag-" + i % 700)));
        }
        double megabytes = (usedMemory() - before) / 1e6 / (articles / 10_000.0);
        System.out.printf("listings: %.2f MB for 10,000 articles%n", megabytes);
        assertThat(megabytes).isLessThan(10);
        assertThat(listings.in(ListingKey.ALL).size()).isEqualTo(articles);
    }

    private static long usedMemory() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static Publication random(Random random, int position, int articles) {
        String id = "a" + random.nextInt(articles);
        if (random.nextInt(5) == 0) {
            return new Publication(
                    new Position(position),
                    Instant.EPOCH,
                    new Result(Result.Kind.WITHDRAWN, 200, new ArticleId(id), Revision.FIRST, null, null, null),
                    null,
                    null,
                    null,
                    new TreeSet<>());
        }
        Set<String> categories = new LinkedHashSet<>();
        Set<String> tags = new LinkedHashSet<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            categories.add(NAMES.get(random.nextInt(NAMES.size())));
            tags.add(NAMES.get(random.nextInt(NAMES.size())));
        }
        return live(position, id, at(random.nextInt(50) * 1000L), List.copyOf(categories), List.copyOf(tags));
    }

    private static OffsetDateTime at(long millis) {
        return Instant.ofEpochMilli(millis).atOffset(ZoneOffset.ofHours(8));
    }

    private static Publication live(
            int position, String id, OffsetDateTime date, List<String> categories, List<String> tags) {
        return new Publication(
                new Position(position),
                Instant.EPOCH,
                new Result(
                        Result.Kind.REVISED,
                        200,
                        new ArticleId(id),
                        Revision.FIRST,
                        new ArticlePath("/" + id + ".html"),
                        null,
                        null),
                CardBuilder.builder()
                        .title(id)
                        .date(date)
                        .modifiedAt(Instant.EPOCH)
                        .categories(categories)
                        .tags(tags)
                        .authors(List.of("Ann"))
                        .build(),
                null,
                null,
                new TreeSet<>());
    }

    private static Listings loaded(Map<ArticleId, Publication> latest) {
        ListingLoader loading = new ListingLoader();
        latest.forEach((id, publication) -> {
            Card card = publication.card();
            if (card == null) {
                loading.addWithdrawn(id, publication.position());
            } else {
                loading.add(LiveArticle.of(id, card), publication.position());
            }
        });
        return loading.loaded();
    }

    private static void check(Listings listings, Map<ArticleId, Publication> latest, Random random) {
        Map<ListingKey, List<Publication>> expected = new HashMap<>();
        for (Publication publication : latest.values()) {
            Card card = publication.card();
            if (card != null) {
                ListingKey.of(card)
                        .keySet()
                        .forEach(key -> expected.computeIfAbsent(key, _ -> new ArrayList<>())
                                .add(publication));
            }
        }
        Comparator<Publication> newestFirst = Comparator.comparing(
                        (Publication p) -> p.card().date().toInstant())
                .thenComparing(p -> p.result().article())
                .reversed();
        expected.forEach((key, publications) -> {
            publications.sort(newestFirst);
            List<ArticleId> ids =
                    publications.stream().map(p -> p.result().article()).toList();
            ListingSnapshot articles = listings.in(key);
            assertThat(articles.size()).isEqualTo(ids.size());
            assertThat(articles.between(0, ids.size())).as("%s", key).isEqualTo(ids);
            assertThat(articles.newest(5)).isEqualTo(ids.subList(0, Math.min(5, ids.size())));
        });
        for (String name : NAMES) {
            for (Kind kind : Kind.values()) {
                ListingKey key = new ListingKey(kind, org.dibao.contract.article.Slug.of(name));
                assertThat(listings.in(key).isEmpty()).isEqualTo(!expected.containsKey(key));
            }
        }
        List<ListingKey> active = expected.keySet().stream()
                .filter(key -> key.kind() == Kind.CATEGORY)
                .sorted(Comparator.comparing(
                                (ListingKey key) -> expected.get(key).getFirst(), newestFirst)
                        .thenComparing(ListingKey::slug, Comparator.reverseOrder()))
                .toList();
        int limit = random.nextInt(6);
        assertThat(listings.categories(limit)).isEqualTo(active.subList(0, Math.min(limit, active.size())));
    }
}
