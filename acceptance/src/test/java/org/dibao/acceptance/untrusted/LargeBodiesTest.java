package org.dibao.acceptance.untrusted;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dibao.contract.article.Article;
import org.dibao.contract.site.SiteSettings;
import org.dibao.ingest.article.ArticleLimits;
import org.dibao.ingest.article.ArticleReader;
import org.dibao.ingest.article.ContentKind;
import org.dibao.ingest.article.ReadResult;
import org.dibao.ingest.article.Upload;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What ingest accepts, render can show: a large body that is one small thing again and again is refused in words, or read and
 * shown in a time that grows as it does. Processor time is measured; the bounds are ten times what is usual.
 */
class LargeBodiesTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final ArticleReader READER = new ArticleReader(ArticleLimits.DEFAULT);
    private static final int LARGE = 300_000;
    private static final int LARGEST = 800_000;
    private static final int MILLIS = 8000;
    /** What the topics take of one article with all that is made of it. */
    private static final int LARGEST_RECORD = 4 * 1024 * 1024;
    /** What a gateway takes from render. */
    private static final int LARGEST_PAGE = 16 * 1024 * 1024;

    private static final int RANDOM_SHAPES = 6;

    record Shape(ContentKind kind, String name, String body) {
        static Shape of(ContentKind kind, String part, int length) {
            return new Shape(kind, part, part.repeat(length / part.length()));
        }

        @Override
        public String toString() {
            return kind + " " + name.replace("\n", "\\n");
        }
    }

    /** Those that once took minutes, or for which there was no page at all. */
    static Stream<Shape> oneThingAgainAndAgain() {
        return Stream.of(
                Shape.of(ContentKind.HTML, "<a>", LARGE),
                Shape.of(ContentKind.HTML, "<a>x", LARGE),
                Shape.of(ContentKind.HTML, "<h2>x</h2>", LARGE),
                Shape.of(ContentKind.MARKDOWN, "{::", LARGE),
                Shape.of(ContentKind.MARKDOWN, "{:.x}\n\n", LARGE),
                Shape.of(ContentKind.MARKDOWN, "<div markdown=\"1\">x</div>\n", LARGE),
                Shape.of(ContentKind.MARKDOWN, "<!", LARGEST),
                Shape.of(ContentKind.MARKDOWN, "![x](y)", LARGE));
    }

    static Stream<Shape> oneElementWithMuchInIt() {
        return Stream.of(
                        within("ul", "<li>x</li><p>x</p>"),
                        within("dl", "<div><dt>x<dd>y</div>"),
                        within("table", "<tr><td colspan=99>x<td colspan=98>x"),
                        "<img src=x width=\"1" + " ".repeat(LARGE) + "1\">",
                        "<div class=\"" + "x ".repeat(LARGE / 2) + "\">" + "<pre>x</pre>".repeat(LARGE / 12) + "</div>",
                        "<pre><code class=language-yaml>x: y\n- </code></pre>")
                .map(body -> new Shape(ContentKind.HTML, body.substring(0, 40), body));
    }

    private static String within(String element, String part) {
        return "<" + element + ">" + part.repeat(LARGE / part.length()) + "</" + element + ">";
    }

    static Stream<Shape> manyNotes() {
        String references = numbered("x[^%d] ", 3999);
        return Stream.of(
                new Shape(ContentKind.MARKDOWN, "notes", references + "\n\n" + numbered("[^%d]: y\n", 3999)),
                new Shape(ContentKind.MARKDOWN, "one note", "x[^1] ".repeat(5_000) + "\n\n[^1]: y\n"));
    }

    private static String numbered(String format, int count) {
        return IntStream.range(0, count).mapToObj(format::formatted).collect(Collectors.joining());
    }

    static Stream<Shape> anything() {
        long seed = Long.getLong("dibao.seed", System.nanoTime());
        System.out.println("LargeBodiesTest: -Ddibao.seed=" + seed);
        Random random = new Random(seed);
        List<Shape> shapes = new ArrayList<>();
        for (int i = 0; i < RANDOM_SHAPES; i++) {
            String part = Degenerate.part(random);
            shapes.add(Shape.of(random.nextBoolean() ? ContentKind.HTML : ContentKind.MARKDOWN, part, LARGE));
        }
        return shapes.stream();
    }

    @ParameterizedTest
    @MethodSource({"oneThingAgainAndAgain", "oneElementWithMuchInIt", "manyNotes", "anything"})
    void whatIsAcceptedIsShown(Shape shape) {
        byte[] content = ("---\ntitle: A\n---\n" + shape.body).getBytes(StandardCharsets.UTF_8);
        long start = cpu();
        ReadResult reading = READER.read(new Upload(shape.kind, content, null, null), NOW);
        assertThat(cpu() - start).as("ms to read it").isLessThan(MILLIS);
        switch (reading) {
            case ReadResult.Invalid invalid ->
                assertThat(invalid.problem().detail()).startsWith("the body ");
            case ReadResult.Read read -> {
                int record = content.length + read.html().getBytes(StandardCharsets.UTF_8).length;
                if (record < LARGEST_RECORD) {
                    shown(Published.article(read.given(), read.html()));
                }
            }
        }
    }

    private static void shown(Article article) {
        long start = cpu();
        String page = Published.page(SiteSettings.DEFAULT, article);
        assertThat(cpu() - start).as("ms for its page").isLessThan(MILLIS);
        assertThat(page.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(LARGEST_PAGE);

        start = cpu();
        assertThat(Published.feeds(article)).isNotEmpty();
        assertThat(Published.front(article)).isNotEmpty();
        assertThat(cpu() - start).as("ms for feeds and the front page").isLessThan(2 * MILLIS);
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1_000_000;
    }
}
