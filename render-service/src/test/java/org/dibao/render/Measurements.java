package org.dibao.render;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Position;
import org.dibao.contract.article.Revision;
import org.dibao.contract.event.Outcome;
import org.dibao.contract.event.Result;
import org.dibao.contract.publication.CardBuilder;
import org.dibao.contract.publication.Publication;
import org.dibao.contract.site.SiteSettings;
import org.dibao.embedded.EmbeddedMongo;
import org.dibao.eventlog.ReceivedRecord;
import org.dibao.projector.LogHandler;
import org.dibao.projector.Projector;
import org.dibao.projector.ProjectorListener;
import org.dibao.projector.ProjectorNames;
import org.dibao.projector.ProjectorPorts;
import org.dibao.projector.mongo.Database;
import org.dibao.render.listing.ListingKey;
import org.dibao.render.listing.Listings;
import org.dibao.render.mongo.MongoViews;
import org.dibao.render.publishing.Publishing;
import org.dibao.render.theme.Bodies;
import org.dibao.render.theme.ListingPage;
import org.dibao.render.theme.Theme;
import org.dibao.render.view.FakeRender;
import org.dibao.render.view.Item;
import org.dibao.render.view.ListedArticle;
import org.dibao.render.view.Stories;
import org.dibao.render.web.PageWriter;

/** Prints what things cost; no test. Run it with the test class path. */
final class Measurements {
    private Measurements() {}

    public static void main(String[] args) throws Exception {
        pages();
        listings(Integer.getInteger("articles", 1_000_000));
        Path folder = Files.createTempDirectory("render");
        writing("in memory", EmbeddedMongo.inMemory());
        writing("on file", EmbeddedMongo.start(folder.resolve("m.mv"), 0));
        System.exit(0);
    }

    private static void pages() {
        Theme theme = new Theme();
        PageWriter writer = new PageWriter(theme);
        Bodies bodies = new Bodies(theme);
        Stories stories = new Stories();
        for (int i = 0; i < 20; i++) {
            stories.publishes("a" + i, "大众日报新闻标题第" + i + "条", Stories.With.NOTHING.html("<p>正文段落。</p>".repeat(100)));
        }
        List<Item> items = new ArrayList<>();
        for (ReceivedRecord record : stories.records()) {
            var article = ((Outcome.Published) Stories.event(record).outcome()).article();
            items.add(new Item(article.id(), ListedArticle.of(article)));
        }
        var article =
                ((Outcome.Published) Stories.event(stories.records().getFirst()).outcome()).article();
        ListingPage page = ListingPage.of(new ListingKey(ListingKey.Kind.CATEGORY, "news"), "news", items)
                .page(3)
                .newer("/a")
                .older("/b")
                .build();
        time(
                "an article page, its body included",
                3000,
                () -> writer.article(SiteSettings.DEFAULT, article, List.of()));
        time("of that its body", 3000, () -> bodies.of(SiteSettings.DEFAULT, article));
        time("a listing page of twenty", 3000, () -> writer.listing(SiteSettings.DEFAULT, page));
    }

    private static void listings(int articles) {
        long memory = used();
        Listings listings = new Listings();
        long start = System.nanoTime();
        for (int i = 0; i < articles; i++) {
            listings.apply(live(i, i));
        }
        System.out.printf(
                "%,d publications one after the other: %d ms; %d MB%n",
                articles, (System.nanoTime() - start) / 1_000_000, (used() - memory) / 1_000_000);
        int[] next = {articles};
        time("one publication more", 20_000, () -> listings.apply(live(next[0], next[0]++)));
        time("one in the middle", 20_000, () -> listings.apply(live(next[0], (int) ((next[0]++ * 7919L) % articles))));
        time("a page of twenty", 20_000, () -> listings.in(ListingKey.ALL).between(articles / 2, articles / 2 + 20));
        time("the twelve newest categories", 20_000, () -> listings.categories(12));
    }

    private static Publication live(int position, int number) {
        String id = "NW" + (202201252260188747L + number * 7919L);
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
                        .date(OffsetDateTime.parse("2020-01-01T00:00:00Z").plusMinutes(position))
                        .modifiedAt(Instant.EPOCH)
                        .categories(List.of("category-" + number % 2000))
                        .tags(List.of("tag-" + number % 500, "other-" + number % 700))
                        .authors(List.of("Ann"))
                        .build(),
                null,
                null,
                new java.util.TreeSet<>());
    }

    private static void writing(String where, EmbeddedMongo server) throws Exception {
        try (server;
                Database database = new Database("measurements", server.uri("render"), Duration.ofSeconds(10))) {
            FakeRender fake = new FakeRender();
            ProjectorPorts ports = new ProjectorPorts(
                    fake.topics.ports().input(),
                    database.checkpoints(),
                    fake.topics.ports().events(),
                    fake.topics.ports().deadLetters(),
                    fake.topics.ports().generations());
            Stories stories = new Stories();
            for (int i = 0; i < 5000; i++) {
                stories.publishes("a" + i, "Title " + i, Stories.With.NOTHING.html("<p>一段正文。</p>".repeat(200)));
            }
            List<ReceivedRecord> log = stories.records();
            fake.topics.logEnd = log.size();
            LogHandler projector = new Projector<>(
                    ports,
                    new Publishing(MongoViews.views(database), new Bodies(new Theme()), Duration.ofSeconds(10)),
                    new ProjectorNames("render", "measurements", "article-events", "publications", "publications"),
                    "here",
                    250,
                    Duration.ofSeconds(10),
                    new ProjectorListener<>() {});
            projector.resume();
            int[] at = {0};
            time(where + ": a batch of 250", 16, () -> projector.on(log.subList(at[0], at[0] += 250)));
            time(where + ": one event", 900, () -> projector.on(log.subList(at[0], at[0] += 1)));
        }
    }

    private static double cpuMillis() {
        return ((com.sun.management.OperatingSystemMXBean)
                                java.lang.management.ManagementFactory.getOperatingSystemMXBean())
                        .getProcessCpuTime()
                / 1e6;
    }

    private static void time(String what, int times, Runnable run) {
        long[] took = new long[times];
        double cpu = cpuMillis();
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            run.run();
            took[i] = System.nanoTime() - start;
        }
        long[] later = Arrays.copyOfRange(took, times / 4, times);
        Arrays.sort(later);
        System.out.printf(
                "%s: median %.3f ms, p99 %.3f ms, %.3f ms of processor each%n",
                what,
                later[later.length / 2] / 1e6,
                later[(int) (later.length * 0.99)] / 1e6,
                (cpuMillis() - cpu) / times);
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
