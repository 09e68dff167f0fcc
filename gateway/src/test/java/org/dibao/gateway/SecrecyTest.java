package org.dibao.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.dibao.gateway.FakeService.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Without the key, what is not public cannot be told from what does not exist. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecrecyTest {
    private final Gateway gateway = Gateway.start();

    @BeforeEach
    void aStoreWithADraft() {
        gateway.store.seen.clear();
        gateway.store.answers(it -> switch (it.uri()) {
            case "/articles/draft", "/articles/live" -> Reply.json(200, Map.of("source", "secret", "status", "draft"));
            case "/articles/draft/revisions", "/articles/draft/revisions/1", "/articles/draft/revisions?limit=5" ->
                Reply.json(200, Map.of("revisions", "secret"));
            case "/public/articles/live" -> Reply.json(200, Map.of("title", "public"));
            case "/public/articles/gone" -> Reply.problem(410, "/problems/gone", "withdrawn");
            case "/site" -> Reply.json(200, Map.of("title", "Dibao"));
            default -> Reply.problem(404, "/problems/not-found", "there is no such article");
        });
    }

    @AfterAll
    void close() {
        gateway.close();
    }

    @Test
    void aLiveArticleIsPublicWithoutItsSource() {
        HttpResponse<String> response = gateway.get("/api/articles/live");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("public").doesNotContain("secret");
        assertThat(gateway.getAsHolder("/api/articles/live").body()).contains("secret");
    }

    @Test
    void aDraftLooksLikeNothing() {
        HttpResponse<String> draft = gateway.get("/api/articles/draft");
        HttpResponse<String> nothing = gateway.get("/api/articles/nothing");
        assertThat(draft.statusCode()).isEqualTo(404);
        assertThat(draft.body()).isEqualTo(nothing.body());
        assertThat(draft.headers().map().keySet())
                .isEqualTo(nothing.headers().map().keySet());
        assertThat(gateway.store.seen).allMatch(seen -> seen.uri().startsWith("/public/"));
        assertThat(gateway.getAsHolder("/api/articles/draft").body()).contains("secret");
    }

    @Test
    void whatOnlyTheHolderMaySeeIs401WhetherItExistsOrNot() {
        for (String target : new String[] {
            "/api/articles/draft/revisions",
            "/api/articles/nothing/revisions",
            "/api/articles/draft/revisions/1",
            "/api/articles/nothing/revisions/1",
            "/api/submissions/5",
            "/api/submissions/999999999",
            "/api/submissions/x"
        }) {
            HttpResponse<String> response = gateway.get(target);
            assertThat(response.statusCode()).as(target).isEqualTo(401);
            assertThat(response.headers().firstValue("WWW-Authenticate")).isPresent();
        }
        assertThat(gateway.store.seen).isEmpty();
        assertThat(gateway.getAsHolder("/api/articles/draft/revisions?limit=5&x=1")
                        .statusCode())
                .isEqualTo(200);
        assertThat(gateway.getAsHolder("/api/articles/draft/revisions/1").body())
                .contains("secret");
    }

    @Test
    void aParameterThatIsNoNumberIsForTheStoreToRefuse() {
        gateway.getAsHolder("/api/articles/draft/revisions?limit=-1&before=%C3%A9%26x=2&limit=7&other=3");
        gateway.getAsHolder("/api/articles/draft/revisions?limit");

        assertThat(gateway.store.seen)
                .extracting(FakeService.Seen::uri)
                .containsExactly(
                        "/articles/draft/revisions?before=%C3%A9%26x%3D2&limit=-1", "/articles/draft/revisions?limit=");
    }

    @Test
    void aWrongKeyIsRefusedOnReadsToo() {
        for (String value : new String[] {
            "Bearer wrong", "Bearer ", "Basic " + Gateway.KEY, Gateway.KEY, "Bearer " + Gateway.KEY + "é"
        }) {
            for (String target :
                    new String[] {"/api/articles/live", "/api/articles", "/api/events", "/api/site", "/api/status"}) {
                HttpResponse<String> response = gateway.get(target, "Authorization", value);
                assertThat(response.statusCode()).as(value + target).isEqualTo(401);
                assertThat(response.body()).doesNotContain(Gateway.KEY);
            }
        }
        assertThat(gateway.store.seen).isEmpty();
    }

    @Test
    void theSchemeOfTheKeyIsReadInAnyCase() {
        assertThat(gateway.get("/api/articles/live", "Authorization", "bearer " + Gateway.KEY)
                        .body())
                .contains("secret");
    }

    @Test
    void whatTheKeyShowsIsKeptByNobody() {
        assertThat(gateway.getAsHolder("/api/articles/draft").headers().firstValue("Cache-Control"))
                .hasValue("private, no-store");
        assertThat(gateway.get("/api/articles/live").headers().allValues("Vary"))
                .contains("Authorization");
    }

    @Test
    void anIdCannotLeadElsewhereInTheStore() {
        for (String id : new String[] {"..", "%2e%2e", "..%2Farticles%2Fdraft", "a%2Fb", "a%5Cb", "%00", "%ff"}) {
            assertThat(gateway.get("/api/articles/" + id).statusCode()).as(id).isEqualTo(404);
        }
        assertThat(gateway.store.seen).isEmpty();
        for (String id : new String[] {"%3Fx", "a%23b", "a%25b", "a%252Fb"}) {
            gateway.get("/api/articles/" + id);
            assertThat(gateway.store.seen.getLast().uri())
                    .as("one segment, as it was given")
                    .isEqualTo("/public/articles/" + id);
        }
        gateway.get("/api/articles/%E6%96%B0;a=1");
        assertThat(gateway.store.seen.getLast().uri()).isEqualTo("/public/articles/%E6%96%B0;a=1");
    }

    @Test
    void theSiteIsPublicAndAStoreThatIsDownIs503() {
        assertThat(gateway.get("/api/site").body()).contains("Dibao");
        gateway.store.down();
        try {
            HttpResponse<String> response = gateway.get("/api/site");
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.headers().firstValue("Retry-After")).isPresent();
        } finally {
            gateway.store.up();
        }
    }

    @Test
    void theStatusIsSkinnyWithoutTheKey() {
        assertThat(Gateway.json(gateway.get("/api/status")).get("position").asLong())
                .isEqualTo(99);
        assertThat(Gateway.json(gateway.get("/api/status")).has("details")).isFalse();
        assertThat(Gateway.json(gateway.getAsHolder("/api/status"))
                        .get("details")
                        .get("lag")
                        .asLong())
                .isZero();
    }
}
