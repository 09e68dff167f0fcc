package org.dibao.render.body;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.safety.Cleaner;
import org.jsoup.safety.Safelist;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodiesPropertiesTest {
    private static final int ROUNDS = 2000;

    @Test
    void whateverComesTheHtmlHoldsAndIsItsOwnImage() {
        long seed = Long.getLong("dibao.seed", System.nanoTime());
        System.out.println("BodiesPropertiesTest seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            String html = clean(Soup.of(random, 3 + random.nextInt(60)));
            RenderedBody body = BodyRenderer.of(html, Shown.GROUPED);
            RenderedBody again = BodyRenderer.of(body.html(), Shown.GROUPED);
            assertThat(again.html()).as(html).isEqualTo(body.html());
            assertThat(again.text()).as(html).isEqualTo(body.text());
            assertThat(BodyRenderer.of(html, Shown.GROUPED)).isEqualTo(body);
            holds(Jsoup.parseBodyFragment(body.html()).body(), html);
        }
    }

    private static void holds(Element body, String html) {
        assertThat(
                        body.select(
                                "p p, p div, p table, p ul, h2 div, h2 p, a a, span div, ul > :not(li), ol > :not(li), img:not([alt]), h1,"
                                        + " center, font, [align], [style], table:not(.scroll table), li:not(ul > li, ol > li)"))
                .as(html)
                .isEmpty();
        List<String> ids = body.select("[id]").eachAttr("id");
        assertThat(ids).as(html).doesNotHaveDuplicates().doesNotContain("top");
        int level = 1;
        for (Element heading : body.select("h2, h3, h4, h5, h6")) {
            int next = heading.normalName().charAt(1) - '0';
            assertThat(next).as(html).isBetween(2, level + 1);
            level = next;
        }
    }

    @Test
    void unsanitisedSoupFailsNowhereEither() {
        Random random = new Random(7);
        for (int round = 0; round < ROUNDS; round++) {
            assertThat(BodyRenderer.of(Soup.of(random, random.nextInt(200)), Shown.GROUPED)
                            .minutes())
                    .isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<div>",
                "<b>",
                "<ul><li>",
                "<blockquote>",
                "<span>",
                "<table><tr><td>",
                "<a href=x>",
                "<p><ins>",
                "<details>",
                "<ruby><rt>",
                "<h1><b>"
            })
    void tenThousandLevelsAreNoTrouble(String open) {
        RenderedBody body = BodyRenderer.of(open.repeat(10_000) + "text", Shown.PLAIN);
        assertThat(body.html()).contains("text");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p>a</p>",
                "<h2>a</h2>",
                "<p id=a>b</p>",
                "<table><tr><td>a</table>",
                "<tr><td colspan=9 rowspan=9>",
                "<li>a",
                "<a href=/x>a",
                "①",
                "a<br>",
                "<b><p>",
                "<img src=a>",
                "<dt>a<dd>b",
                "<pre><code class=language-js>/[/",
                "<p>　",
                "<summary>a",
                "<sup role=doc-noteref><a href=#a>"
            })
    void timeIsLinear(String part) {
        String html = part.repeat(500_000 / part.length());
        long start = Cpu.millis();
        BodyRenderer.of(html, Shown.GROUPED);
        assertThat(Cpu.millis() - start).as("ms for 500 KB").isLessThan(4000);
    }

    private static String clean(String html) {
        Safelist list = Safelist.relaxed()
                .addTags(
                        "center",
                        "font",
                        "section",
                        "nav",
                        "details",
                        "summary",
                        "hr",
                        "figure",
                        "figcaption",
                        "ruby",
                        "rt",
                        "rp",
                        "s",
                        "tt",
                        "time",
                        "del",
                        "ins",
                        "abbr",
                        "kbd",
                        "video",
                        "audio",
                        "source",
                        "picture",
                        "address")
                .addAttributes(":all", "id", "class", "lang", "role", "align", "dir")
                .addAttributes("a", "name", "rel")
                .preserveRelativeLinks(true);
        Document clean = new Cleaner(list).clean(Jsoup.parseBodyFragment(html, "https://site.invalid/"));
        clean.outputSettings().prettyPrint(false);
        return clean.body().html();
    }
}
