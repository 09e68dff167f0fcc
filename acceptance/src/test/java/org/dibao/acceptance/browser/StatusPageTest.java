package org.dibao.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import org.dibao.acceptance.client.Site;
import org.dibao.acceptance.sample.Post;
import org.dibao.acceptance.system.Running;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The operator's page in a browser that knows the key as a password: light and dark, on a phone and on a desk. */
@Tag("browser")
@ExtendWith({Chromium.class, Running.class})
class StatusPageTest {
    private static final String NAME = "<img src=x onerror=alert(1)>";

    private final Browser browser;
    private final Site site;

    StatusPageTest(Browser browser, Site site) {
        this.browser = browser;
        this.site = site;
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1280, en", "DARK, 1280, zh-CN", "LIGHT, 390, zh-CN", "DARK, 390, en"})
    void itShowsSubscriptionsAndFits(ColorScheme scheme, int width, String language) throws Exception {
        String subscription = site.publisher("POST", "/api/subscriptions")
                .body(
                        "application/json",
                        "{\"name\": \"" + NAME + "\", \"target\": \"https://example.com/hook/of/a/search/engine\","
                                + " \"paused\": true}")
                .send()
                .expect(201)
                .required("Location");
        site.publish(Post.sample()).expect(201);
        try (Reader reader = new Reader(browser, site, scheme, width, site.key(), language)) {
            Page page = reader.open("/api/status");

            assertThat(page.locator("h1").innerText()).isEqualTo(language.equals("en") ? "Status" : "运行状况");
            assertThat(page.locator("tbody strong").allInnerTexts()).contains(NAME);
            assertThat(page.locator("tbody img").count()).isZero();
            assertThat(page.locator(".paused").first().innerText()).isEqualTo(language.equals("en") ? "paused" : "已暂停");
            page.evaluate(AccessibilityTest.axe());
            assertThat(
                            (List<?>)
                                    page.evaluate(
                                            "async () => (await axe.run()).violations.map(it =>"
                                                    + " it.id + ': ' + it.nodes.map(node => node.html + ' ' + node.failureSummary).join('; '))"))
                    .isEmpty();
            assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                    .isEqualTo(true);
            page.screenshot(new Page.ScreenshotOptions()
                    .setFullPage(true)
                    .setPath(Path.of("target", "status-" + scheme + "-" + width + ".png")));
            reader.expectNothingWrong();
        } finally {
            site.publisher("DELETE", subscription).send().expect(204);
        }
    }
}
