package org.dibao.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.dibao.acceptance.client.Site;
import org.dibao.acceptance.sample.Post;
import org.dibao.acceptance.sample.Unique;
import org.dibao.acceptance.system.Running;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the stylesheet promises, as a browser lays it out. */
@Tag("browser")
@ExtendWith({Chromium.class, Running.class})
class LookTest {
    private static final String LONG_CODE = "x = " + "abcdefgh ".repeat(60);

    /** The texts of an element's lines, by where its characters stand. */
    private static final String LINES = """
            (element) => {
              const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
              const lines = [];
              let top = null;
              while (walker.nextNode()) {
                for (let i = 0; i < walker.currentNode.length; i++) {
                  const range = document.createRange();
                  range.setStart(walker.currentNode, i);
                  range.setEnd(walker.currentNode, i + 1);
                  const box = range.getBoundingClientRect();
                  if (top === null || Math.abs(box.top - top) > box.height / 2) lines.push("");
                  top = box.top;
                  lines[lines.length - 1] += range.toString();
                }
              }
              return lines;
            }""";

    private final Browser browser;
    private final Site site;

    LookTest(Browser browser, Site site) {
        this.browser = browser;
        this.site = site;
    }

    @Test
    void aTitleOfClausesBreaksBehindPunctuation() {
        Post post = Post.sample().titled("大雨，四国联合声明发布，航线开通");
        site.publish(post).expect(201);
        try (Reader reader = new Reader(browser, site, ColorScheme.LIGHT, 440)) {
            List<?> lines = lines(reader.open(post.path()), "h1");

            assertThat(lines).hasSizeGreaterThan(1);
            assertThat(lines.subList(0, lines.size() - 1))
                    .as("%s", lines)
                    .allSatisfy(line -> assertThat(line.toString()).matches(".*[，、。！？：；]"));
            reader.expectNothingWrong();
        }
    }

    @Test
    void latinWordsInJustifiedChineseAreNotSpaced() {
        Post post = Post.sample().body("江畔的灯一盏盏亮了起来，CloudEvents 与 PostgreSQL 的用户齐聚 Hangzhou，畅谈 Kafka 的未来。".repeat(6));
        site.publish(post).expect(201);
        try (Reader reader = Reader.of(browser, site)) {
            Object widths = reader.open(post.path()).evaluate("""
                    () => {
                      const text = document.querySelector(".body p").firstChild;
                      const widths = [];
                      for (let at = text.data.indexOf("PostgreSQL"); at >= 0; at = text.data.indexOf("PostgreSQL", at + 1)) {
                        const range = document.createRange();
                        range.setStart(text, at);
                        range.setEnd(text, at + "PostgreSQL".length);
                        if (range.getClientRects().length === 1) widths.push(Math.round(range.getBoundingClientRect().width));
                      }
                      return { widths, align: getComputedStyle(text.parentElement).textAlign };
                    }""");

            assertThat(((Map<?, ?>) widths).get("align")).isEqualTo("justify");
            assertThat((List<?>) ((Map<?, ?>) widths).get("widths"))
                    .as("one word is as wide in each line")
                    .hasSizeGreaterThan(2)
                    .satisfies(all -> assertThat(all.stream().distinct()).hasSize(1));
        }
    }

    @Test
    void aLongAddressBeginsOnTheLineOfTheWordsBeforeIt() {
        Post post = Post.sample().body("详见 https://example.com/" + "harbour/".repeat(20) + " 。");
        site.publish(post).expect(201);
        try (Reader reader = Reader.of(browser, site)) {
            List<?> lines = lines(reader.open(post.path()), ".body p");

            assertThat(lines).hasSizeGreaterThan(1);
            assertThat(lines.getFirst().toString()).startsWith("详见 https://example.com/harbour/");
        }
    }

    @Test
    void theLeadStandsBesideItsPicture() throws IOException {
        Post post = Post.sample()
                .with("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
                .with("image", picture(1200, 800));
        site.publish(post).expect(201);
        try (Reader reader = Reader.of(browser, site)) {
            Object tops = reader.open("/").evaluate("""
                    () => [...document.querySelectorAll(".lead.pictured :is(img, div)")].map((part) => part.getBoundingClientRect().top)""");

            assertThat((List<?>) tops)
                    .hasSize(2)
                    .satisfies(both -> assertThat(both.get(0)).isEqualTo(both.get(1)));
        }
    }

    @Test
    void aTallPictureFitsTheScreen() throws IOException {
        Post post = Post.sample().with("image", picture(300, 4000)).body("潮水。\n\n![塔](" + picture(299, 4000) + ")");
        site.publish(post).expect(201);
        try (Reader reader = Reader.of(browser, site)) {
            Page page = reader.open(post.path());
            page.waitForFunction("document.querySelector('.body img').complete");
            assertThat(height(page, ".body img")).isBetween(0.5, 0.91);
            assertThat(height(page, ".opening")).isBetween(0.3, 0.91);
        }
    }

    /** In screens. */
    private static double height(Page page, String selector) {
        return ((Number) page.locator(selector).evaluate("one => one.getBoundingClientRect().height / innerHeight"))
                .doubleValue();
    }

    @Test
    void codeScrollsOnScreenAndWrapsInPrint() {
        Post post = Post.sample().body("```\n" + LONG_CODE + "\n```\n");
        site.publish(post).expect(201);
        try (Reader reader = new Reader(browser, site, ColorScheme.LIGHT, 390)) {
            Page page = reader.open(post.path());
            String wider =
                    "(() => { const pre = document.querySelector('.body pre'); return pre.scrollWidth > pre.clientWidth })()";
            assertThat(page.evaluate(wider)).isEqualTo(true);
            assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                    .isEqualTo(true);

            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));

            assertThat(page.evaluate(wider)).isEqualTo(false);
        }
    }

    @Test
    void theFrontPagesColumnsAreEven() {
        String category = Unique.word("lanmu");
        IntStream.range(0, 25).forEach(_ -> site.publish(Post.in(category)).expect(201));
        assertColumnsAreEven();
        IntStream.range(0, 25).forEach(_ -> site.publish(Post.sample()).expect(201)); // each has its own category
        assertColumnsAreEven();
    }

    private void assertColumnsAreEven() {
        try (Reader reader = Reader.of(browser, site)) {
            Object ends = reader.open("/").evaluate("""
                    () => {
                      const ends = {};
                      for (const item of document.querySelectorAll(".flow li, .flow .turn")) {
                        const box = item.getBoundingClientRect();
                        ends[Math.round(box.left / 100)] = Math.max(ends[Math.round(box.left / 100)] ?? 0, box.bottom);
                      }
                      const flow = document.querySelector(".flow").getBoundingClientRect();
                      return Object.values(ends).map((end) => (flow.bottom - end) / flow.height);
                    }""");

            assertThat((List<?>) ends)
                    .as("how much of the height each column leaves free")
                    .hasSizeGreaterThan(1)
                    .allSatisfy(
                            free -> assertThat(((Number) free).doubleValue()).isLessThan(0.3));
        }
    }

    @Test
    void aShareButtonIsThereWhereTheDeviceCanShare() {
        Post post = Post.sample();
        site.publish(post).expect(201);
        try (Reader reader = Reader.of(browser, site)) {
            reader.context()
                    .addInitScript(
                            "Object.defineProperty(navigator, 'share', {value: async (what) => { window.shared = what }})");
            Page page = reader.open(post.path());

            page.click(".share button");

            assertThat(page.evaluate("shared.title")).isEqualTo(post.title());
            assertThat(page.evaluate("shared.url").toString()).endsWith(post.path());
        }
        try (Reader reader = Reader.of(browser, site)) {
            reader.context().addInitScript("delete Navigator.prototype.share");
            assertThat(reader.open(post.path()).isVisible(".share")).isFalse();
        }
    }

    private static List<?> lines(Page page, String selector) {
        return (List<?>) page.locator(selector).evaluate(LINES);
    }

    /** Puts one on the site. @return where it is */
    private String picture(int width, int height) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", out);
        String path = "/images/" + Unique.word("picture") + ".png";
        site.publisher("PUT", "/api/assets" + path)
                .body("image/png", out.toByteArray())
                .waiting()
                .send()
                .expect(201);
        return path;
    }
}
