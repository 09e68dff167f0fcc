package org.dibao.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.dibao.acceptance.client.Answer;
import org.dibao.acceptance.client.Site;
import org.dibao.acceptance.sample.Post;
import org.dibao.acceptance.sample.Unique;
import org.dibao.acceptance.system.Running;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.json.JsonMapper;

/** The site's settings are changed while it runs, for what comes after. */
@ExtendWith(Running.class)
class SiteSettingsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private final Site site;
    private String before = "{}";

    SiteSettingsTest(Site site) {
        this.site = site;
    }

    @BeforeEach
    void rememberTheSettings() {
        before = site.get("/api/site").expect(200).text();
    }

    @AfterEach
    void bringThemBack() {
        put(before).expect(200);
    }

    @Test
    void aNewTitleIsOnEveryPageAtOnce() {
        Post post = Post.sample();
        site.publish(post).expect(201);
        site.get(post.path()).expect(200);
        String title = "江州新闻" + Unique.word("");

        Answer answer = put(JSON.writeValueAsString(Map.of("title", title))).expect(200);

        assertThat(answer.outcome()).isEqualTo("site-changed");
        assertThat(site.get("/").page().title()).contains(title);
        assertThat(site.get(post.path()).text()).contains(title);
        assertThat(site.get("/api/site").json().path("title").asString()).isEqualTo(title);
    }

    @Test
    void aTextFileIsServedAsItIsAtOnce() {
        String ads = Unique.word("") + ".example, 1234, DIRECT\n";
        String security = "Contact: mailto:desk@example.com\nExpires: 2030-01-01T00:00:00Z\n";
        site.get("/ads.txt").expect(404);
        site.get("/.well-known/security.txt").expect(404);

        patch(JSON.writeValueAsString(Map.of("files", Map.of("ads.txt", ads, ".well-known/security.txt", security))))
                .expect(200);

        assertThat(site.get("/ads.txt").expect(200).text()).isEqualTo(ads);
        assertThat(site.get("/ads.txt").header("Content-Type")).isEqualTo("text/plain;charset=utf-8");
        assertThat(site.get("/.well-known/security.txt").expect(200).text()).isEqualTo(security);
        patch("{\"files\": {\"ads.txt\": null}}").expect(200);
        site.get("/ads.txt").expect(404);
        site.get("/.well-known/security.txt").expect(200);
        patch("{\"files\": {\"robots.txt\": \"x\"}}").expectProblem(422);
    }

    @Test
    void aPatchChangesTheSettingsThatItNames() {
        String title = "江州新闻" + Unique.word("");
        patch("{\"title\": \"" + title + "\", \"feed\": {\"size\": 7}}").expect(200);
        patch("{\"description\": \"江边\", \"feed\": {\"content\": \"excerpt\"}}").expect(200);

        var now = site.get("/api/site").json();
        assertThat(now.path("title").asString()).isEqualTo(title);
        assertThat(now.path("description").asString()).isEqualTo("江边");
        assertThat(now.path("feed").toString()).isEqualTo("{\"content\":\"excerpt\",\"size\":7}");

        patch("{\"feed\": null}").expect(200);
        assertThat(site.get("/api/site").json().has("feed")).isFalse();
        patch("{\"titel\": \"x\"}").expectProblem(422, "titel");
    }

    private Answer patch(String patch) {
        return site.publisher("PATCH", "/api/site")
                .body("application/merge-patch+json", patch)
                .waiting()
                .send();
    }

    @Test
    void whatIsLiveMovesToItsAddressByOtherSettingsWhenTold() {
        Post post = Post.sample();
        String id = site.publish(post).expect(201).article();
        String settings = JSON.writeValueAsString(Map.of("permalink", "/:year/:categories/:title/"));
        String there = "/2024/" + post.category() + "/" + post.slug() + "/";

        assertThat(addressBy(id, settings).expect(200).json().path("path").asString())
                .isEqualTo(there);
        put(settings).expect(200);
        site.get(post.path()).expect(200);
        assertThat(anew(id).expect(200).outcome()).isEqualTo("moved");

        site.get(there).expect(200);
        assertThat(site.get(post.path()).expect(301).header("Location")).endsWith(there);
        assertThat(anew(id).expect(200).outcome()).isEqualTo("unchanged");
        site.withdraw(id).expect(200);
        anew(id).expectProblem(410);
        addressBy(Unique.word("wu"), "{}").expectProblem(404);
    }

    private Answer addressBy(String id, String settings) {
        return site.publisher("POST", "/api/articles/" + id + "/address")
                .body("application/merge-patch+json", settings)
                .send();
    }

    private Answer anew(String id) {
        return site.publisher("PATCH", "/api/articles/" + id + "?address=anew")
                .body("application/merge-patch+json", "{}")
                .waiting()
                .send();
    }

    @Test
    void anotherPermalinkHoldsForWhatComesAfter() {
        Post earlier = Post.sample();
        site.publish(earlier).expect(201);
        put(JSON.writeValueAsString(Map.of("permalink", "/:year/:categories/:title/")))
                .expect(200);

        Post later = Post.sample();
        Answer answer = site.publish(later).expect(201);

        assertThat(answer.location()).isEqualTo("/2024/" + later.category() + "/" + later.slug() + "/");
        site.get(answer.location()).expect(200);
        site.get(earlier.path()).expect(200);
    }

    @Test
    void theSameSettingsAgainAreUnchanged() {
        put(before).expect(200);

        assertThat(put(before).expect(200).outcome()).isEqualTo("unchanged");
    }

    @Test
    void settingsThatCannotBeAreRefused() {
        put("{\"timeZone\":\"Mars/Olympus\"}").expectProblem(422, "timeZone");
        put("{\"pageSize\":1000}").expectProblem(422, "pageSize");
        put("{\"permalink\":\"/:nothing/\"}").expectProblem(422, "permalink");
        assertThat(site.get("/api/site").text()).isEqualTo(before);
    }

    private Answer put(String settings) {
        return site.publisher("PUT", "/api/site")
                .waiting()
                .body("application/json", settings)
                .send();
    }
}
