package org.dibao.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.dibao.gateway.FakeService.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** How old a page may be while this gateway cannot read what was published. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageAgeTest {
    private static final Duration RECHECK_AFTER = Duration.ofMillis(300);
    private static final Duration MAX_AGE = Duration.ofSeconds(2);
    private static final Duration SOON = Duration.ofSeconds(5);

    private final Gateway gateway = Gateway.start(Map.of(
            "dibao.gateway.render-timeout",
            "2s",
            "dibao.gateway.pages.theme-every",
            "1h",
            "dibao.gateway.pages.recheck-after",
            RECHECK_AFTER.toMillis() + "ms",
            "dibao.gateway.pages.max-age",
            MAX_AGE.toMillis() + "ms"));

    @BeforeEach
    void allIsWell() {
        gateway.log.behind = Duration.ZERO;
        gateway.render.seen.clear();
        renderAnswers("old", Duration.ZERO);
    }

    @AfterAll
    void close() {
        gateway.close();
    }

    private void renderAnswers(String body, Duration age) {
        gateway.render.answers(it -> {
            Reply page = Gateway.page(200, body, gateway.log.nextPosition() - 1, "path:" + it.uri());
            Map<String, String> headers = new HashMap<>(page.headers());
            headers.put("Age", Long.toString(age.toSeconds()));
            return new Reply(page.status(), headers, page.body());
        });
    }

    @Test
    void whilePublicationsAreReadACachedPageIsCurrentHoweverOld() {
        gateway.get("/current.html");
        long start = System.nanoTime();
        await().pollDelay(Duration.ZERO).until(() -> System.nanoTime() - start > MAX_AGE.toNanos());

        HttpResponse<String> page = gateway.get("/current.html");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Age")).isEmpty();
        assertThat(gateway.render.seen).hasSize(1);
    }

    @Test
    void whileTheyAreNotRenderIsAskedAgainForWhatIsOlderThanTheRecheck() {
        gateway.get("/again.html");
        gateway.log.behind = Duration.ofHours(1);
        renderAnswers("new", Duration.ZERO);

        await().atMost(SOON).until(() -> gateway.get("/again.html").body().equals("new"));
        assertThat(gateway.render.seen).hasSize(2);
    }

    @Test
    void meanwhileEachPageIsAskedForOnceInThatTimeAndNotByEachReader() {
        gateway.log.behind = Duration.ofHours(1);
        long start = System.nanoTime();
        int reads = 0;
        while (System.nanoTime() - start < 2 * RECHECK_AFTER.toNanos()) {
            assertThat(gateway.get("/often.html").statusCode()).isEqualTo(200);
            reads++;
        }

        long rechecks = (System.nanoTime() - start) / RECHECK_AFTER.toNanos();
        assertThat(reads).isGreaterThan(10);
        assertThat((long) gateway.render.seen.size()).isBetween(1L, 1 + rechecks);
    }

    @Test
    void aPageThatNobodyCanCheckIsServedWithItsAgeAndNoLongerThanTheLimit() {
        long before = System.nanoTime();
        gateway.get("/nobody.html");
        long after = System.nanoTime();
        gateway.log.behind = Duration.ofHours(1);
        gateway.render.down();
        try {
            await().atMost(SOON).pollInterval(Duration.ofMillis(20)).until(() -> {
                long atLeast = System.nanoTime() - after;
                HttpResponse<String> page = gateway.get("/nobody.html");
                if (page.statusCode() == 200) {
                    assertThat(page.body()).isEqualTo("old");
                    assertThat(atLeast).as("older than the limit").isLessThan(MAX_AGE.toNanos());
                    if (atLeast > RECHECK_AFTER.toNanos()) {
                        assertThat(page.headers().firstValue("Age")).isPresent();
                    }
                    return false;
                }
                assertThat(System.nanoTime() - before).as("stays up until then").isGreaterThan(MAX_AGE.toNanos());
                assertThat(page.statusCode()).isEqualTo(503);
                assertThat(page.headers().firstValue("Content-Type")).hasValue("application/problem+json");
                assertThat(Gateway.json(page).path("detail").asString()).contains("out of date");
                assertThat(page.headers().firstValue("Retry-After")).isPresent();
                return true;
            });
        } finally {
            gateway.render.up();
        }
    }

    /** Render too has not been able to read publications for so long. */
    @Test
    void aPageThatRenderCannotVouchForIsNotServedBeyondTheLimit() {
        gateway.log.behind = Duration.ofHours(1);
        renderAnswers("old", MAX_AGE.plusSeconds(1));

        assertThat(gateway.get("/unvouched.html").statusCode()).isEqualTo(503);

        gateway.log.behind = Duration.ZERO;
        assertThat(gateway.get("/unvouched.html").statusCode()).isEqualTo(200);
    }

    @Test
    void onceAllPublicationsHaveBeenReadCachedPagesAreCurrentAgain() {
        gateway.get("/back.html");
        gateway.log.behind = Duration.ofHours(1);
        gateway.render.down();
        try {
            await().atMost(SOON).until(() -> gateway.get("/back.html").statusCode() == 503);

            gateway.log.behind = Duration.ZERO;

            assertThat(gateway.get("/back.html").statusCode()).isEqualTo(200);
            assertThat(gateway.get("/back.html").headers().firstValue("Age")).isEmpty();
        } finally {
            gateway.render.up();
        }
    }
}
