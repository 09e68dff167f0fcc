package org.dibao.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.dibao.acceptance.client.Answer;
import org.dibao.acceptance.client.Site;
import org.dibao.acceptance.sample.Post;
import org.dibao.acceptance.sample.Unique;
import org.dibao.acceptance.system.Running;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each kind of page, by the rules of axe-core: light and dark, on a phone and on a desk. */
@Tag("browser")
@ExtendWith({Chromium.class, Running.class})
class AccessibilityTest {
    private static final String RICH = """
            江畔的灯一盏盏亮了起来。[^1] 见[灯会指南](/guide.html)，*不要*错过。

            ## 时间

            | 时段 | 灯 |
            | --- | --- |
            | 入夜 | 荷花灯 |

            > 灯亮着，人就回来。

            ```python
            def lanterns(river): # every one of them
                return [l for l in river if l.lit]
            ```

            ## 地点

            - 北岸
            - 南岸

            [^1]: 共三百盏。
            """;

    private final Browser browser;
    private final Site site;

    AccessibilityTest(Browser browser, Site site) {
        this.browser = browser;
        this.site = site;
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1280", "DARK, 1280", "LIGHT, 390", "DARK, 390"})
    void noPageBreaksARule(ColorScheme scheme, int width) throws IOException {
        String category = Unique.word("lanmu");
        Post post = Post.in(category)
                .with("tags", "[灯会]")
                .with("author", "林望舒")
                .with("excerpt", "江畔亮灯。")
                .body(RICH);
        site.publish(post).expect(201);
        Post withdrawn = Post.in(category);
        Answer gone = site.publish(withdrawn).expect(201);
        site.withdraw(gone.article()).expect(200);

        try (Reader reader = new Reader(browser, site, scheme, width)) {
            for (String path : List.of(
                    "/",
                    post.path(),
                    "/category/" + category + ".html",
                    "/tag/灯会.html",
                    withdrawn.path(),
                    "/no/such/page.html",
                    "/categories.html",
                    "/tags.html",
                    "/search?q=灯会")) {
                Page page = reader.open(path);
                page.evaluate(axe());
                Object violations = page.evaluate("async () => (await axe.run()).violations.map(it =>"
                        + " it.id + ': ' + it.nodes.map(node => node.html + ' ' + node.failureSummary).join('; '))");
                assertThat((List<?>) violations)
                        .as("%s %s %d", path, scheme, width)
                        .isEmpty();
                assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                        .as(path + " fits")
                        .isEqualTo(true);
                page.close();
            }
            reader.expectNothingWrong();
        }
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, true", "DARK, false"})
    void thePaperIsAsTheReaderWantsIt(ColorScheme scheme, boolean light) {
        try (Reader reader = new Reader(browser, site, scheme, 1280)) {
            Page page = reader.open("/");

            Object paper = page.evaluate("getComputedStyle(document.body).backgroundColor.match(/[0-9]+/g).map(Number)"
                    + ".reduce((a, b) => a + b) > 3 * 128");

            assertThat(paper).isEqualTo(light);
            reader.expectNothingWrong();
        }
    }

    static String axe() throws IOException {
        try (InputStream in = AccessibilityTest.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
