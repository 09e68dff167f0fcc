package org.dibao.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dibao.contract.wire.EventMessage;
import org.dibao.gateway.FakeService.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several keys, on two gateways of one site. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeysTest {
    private final Gateway gateway = Gateway.start();
    private final Gateway other = Gateway.beside(gateway, Map.of("dibao.gateway.keys.most", 50));

    KeysTest() {
        gateway.store.answers(it -> Reply.json(
                200,
                Map.of(
                        "result",
                        Map.of("outcome", "drafted", "status", 201, "article", "a1", "revision", 1),
                        "at",
                        "2022-01-25T02:00:00Z",
                        "by",
                        "desk")));
    }

    @AfterAll
    void close() {
        other.close();
        gateway.close();
    }

    private String add(String name, String... scopes) {
        HttpResponse<String> added = gateway.post("/api/keys", body(name, scopes));
        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
        return Gateway.json(added).get("key").asString();
    }

    private static String body(String name, String... scopes) {
        return "{\"name\":\"" + name + "\",\"scopes\":[\"" + String.join("\",\"", scopes) + "\"]}";
    }

    private static HttpResponse<String> with(Gateway at, String key, String method, String target) {
        return at.send(
                target,
                it -> it.method(method, BodyPublishers.ofString("{}")).header("Authorization", "Bearer " + key));
    }

    private HttpResponse<String> posted(Gateway at, String key) {
        return with(at, key, "POST", "/api/articles");
    }

    @Test
    void anAddedKeyWorksAtEveryGatewayAndItsNameGoesToIngest() {
        String key = add("desk", "publish");

        assertThat(key).matches("dibao_[A-Za-z0-9_-]{43}");
        assertThat(posted(other, key).statusCode()).isEqualTo(202);
        assertThat(Gateway.json(posted(gateway, key)).get("by").asString()).isEqualTo("desk");
        assertThat(gateway.ingest.seen.getLast().headers().get("Dibao-Actor")).isEqualTo("desk");
    }

    @Test
    void noSecretIsInTheTopicOrInAListing() {
        String key = add("hidden", "publish");

        assertThat(gateway.operations.records())
                .noneMatch(record -> new String(Objects.requireNonNull(record.value()), StandardCharsets.UTF_8)
                        .contains(key.substring(6)));
        String listed = gateway.getAsHolder("/api/keys").body();
        assertThat(listed).contains("\"hidden\"", "\"default\"").doesNotContain(key.substring(6), "sha256");
    }

    @ParameterizedTest
    @CsvSource({
        "publish, POST, /api/articles",
        "publish, PUT, /api/articles/a",
        "publish, PATCH, /api/articles/a",
        "publish, DELETE, /api/articles/a",
        "publish, POST, /api/articles/a/restore",
        "publish, PUT, /api/assets/a.png",
        "publish, POST, /api/media",
        "import, POST, /api/imports",
        "site, PUT, /api/site",
        "site, PATCH, /api/site",
        "site, POST, /api/articles/a/address",
        "read-drafts, GET, /api/articles?status=draft",
        "read-drafts, GET, /api/articles/a/revisions",
        "read-drafts, GET, /api/articles/a/revisions/1",
        "read-drafts, GET, /api/articles/a/submission",
        "read-drafts, POST, /api/articles/a/preview",
        "read-drafts, GET, /api/assets",
        "read-drafts, GET, /api/assets/a.png",
        "operate, GET, /api/subscriptions",
        "operate, GET, /api/submissions/1/trace",
        "operate, GET, /api/keys",
        "operate, POST, /api/keys",
        "operate, DELETE, /api/keys/x",
        "operate, POST, /api/keys/x/rotate"
    })
    void aKeyWithoutTheScopeIsRefusedWithItsName(String scope, String method, String target) {
        String all = "publish,import,site,read-drafts,operate";
        String name = "no-" + scope;
        String[] others = all.replace(scope, "").split(",+");
        HttpResponse<String> there = gateway.post(
                "/api/keys",
                body(name, List.of(others).stream().filter(s -> !s.isEmpty()).toArray(String[]::new)));
        String key = there.statusCode() == 201
                ? Gateway.json(there).get("key").asString()
                : Gateway.json(gateway.post("/api/keys/" + name + "/rotate", "{}"))
                        .get("key")
                        .asString();

        HttpResponse<String> refused = with(gateway, key, method, target);

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(Gateway.json(refused).get("type").asString()).isEqualTo("/problems/scope-missing");
        assertThat(Gateway.json(refused).get("detail").asString()).contains("lacks the scope " + scope);
        assertThat(refused.headers().firstValue("WWW-Authenticate").orElse(""))
                .contains("insufficient_scope", "scope=\"" + scope + "\"");
    }

    @Test
    void aReceiptIsForWhoSubmittedAndForWhoMayReadDrafts() {
        String reader = add("reader", "read-drafts");
        String publisher = add("another", "publish");

        HttpResponse<String> shown = with(gateway, reader, "GET", "/api/submissions/7");
        assertThat(Gateway.json(shown).get("by").asString()).isEqualTo("desk");
        assertThat(with(gateway, publisher, "GET", "/api/submissions/7").statusCode())
                .isEqualTo(403);
    }

    @Test
    void anExpiredKeySaysSo() {
        Instant expires = Instant.now().plusMillis(300);
        HttpResponse<String> added = gateway.post(
                "/api/keys", "{\"name\":\"short\",\"scopes\":[\"publish\"],\"expires\":\"" + expires + "\"}");
        String key = Gateway.json(added).get("key").asString();

        org.awaitility.Awaitility.await().until(() -> posted(gateway, key).statusCode() != 202);

        HttpResponse<String> refused = posted(gateway, key);
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(Gateway.json(refused).get("type").asString()).isEqualTo("/problems/key-expired");
        assertThat(Gateway.json(refused).get("detail").asString()).contains("short", "dibao keys rotate short");
    }

    @Test
    void aRotatedKeyHasTwoSecretsForAWhile() {
        String before = add("rotating", "publish");

        String after = Gateway.json(gateway.post("/api/keys/rotating/rotate", ""))
                .get("key")
                .asString();

        assertThat(posted(other, before).statusCode()).isEqualTo(202);
        assertThat(posted(other, after).statusCode()).isEqualTo(202);
        String last = Gateway.json(gateway.post("/api/keys/rotating/rotate", "{\"formerUntil\":null}"))
                .get("key")
                .asString();
        assertThat(posted(other, before).statusCode()).isEqualTo(401);
        assertThat(posted(other, after).statusCode()).isEqualTo(401);
        assertThat(posted(other, last).statusCode()).isEqualTo(202);
    }

    @Test
    void aRemovedKeyIsRefusedAtOnceAndAnOldRecordDoesNotBringItBack() {
        int at = gateway.operations.records().size();
        String key = add("gone", "publish");

        assertThat(with(gateway, Gateway.KEY, "DELETE", "/api/keys/gone").statusCode())
                .isEqualTo(204);
        assertThat(posted(other, key).statusCode()).isEqualTo(401);

        gateway.operations.replay(at);
        assertThat(posted(other, key).statusCode()).isEqualTo(401);
        assertThat(with(gateway, Gateway.KEY, "DELETE", "/api/keys/gone").statusCode())
                .isEqualTo(404);
    }

    @Test
    void aRecordOfSomebodyElseMakesNoKey() {
        gateway.operations.append(new EventMessage(
                null, Map.of("dibao_mac", "0".repeat(64)), "{\"number\":1}".getBytes(StandardCharsets.UTF_8)));

        assertThat(posted(gateway, add("afterwards", "publish")).statusCode()).isEqualTo(202);
    }

    @Test
    void ofTwoGatewaysThatAddOneNameAtOnceOneIsRefused() {
        gateway.operations.before = () -> assertThat(
                        other.post("/api/keys", body("both", "publish")).statusCode())
                .isEqualTo(201);

        HttpResponse<String> second = gateway.post("/api/keys", body("both", "publish"));

        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(Gateway.json(second).get("detail").asString()).contains("There is a key both already");
    }

    @Test
    void aKeyGivesNoMoreThanItHas() {
        String operator = add("operator", "operate");
        add("editor", "publish");

        HttpResponse<String> refused = gateway.send(
                "/api/keys",
                it -> it.POST(BodyPublishers.ofString(body("mine", "publish")))
                        .header("Authorization", "Bearer " + operator));

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(with(gateway, operator, "POST", "/api/keys/editor/rotate").statusCode())
                .isEqualTo(403);
        assertThat(with(gateway, operator, "DELETE", "/api/keys/editor").statusCode())
                .isEqualTo(204);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\":\"a b\",\"scopes\":[\"publish\"]} | name",
                "{\"name\":\"x1\"} | scopes",
                "{\"name\":\"x2\",\"scopes\":[\"all\"]} | scopes",
                "{\"name\":\"x3\",\"scopes\":[\"publish\"],\"expires\":\"2001-01-01T00:00:00Z\"} | expires",
                "{\"name\":\"x4\",\"scopes\":[\"publish\"],\"expires\":\"tomorrow\"} | expires",
                "{\"name\":\"x5\",\"scopes\":[\"publish\"],\"secret\":\"short\"} | secret",
            })
    void whatIsWrongIsNamed(String body, String field) {
        HttpResponse<String> refused = gateway.post("/api/keys", body);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(Gateway.json(refused).get("field").asString()).isEqualTo(field);
    }

    @Test
    void withoutKafkaKeysGoOnAndChangesAreRefused() {
        String key = add("lasting", "publish");
        gateway.operations.down = true;
        try {
            assertThat(posted(gateway, key).statusCode()).isEqualTo(202);
            assertThat(gateway.post("/api/keys", body("new", "publish")).statusCode())
                    .isEqualTo(503);
            try (Gateway fresh = Gateway.beside(gateway, Map.of())) {
                assertThat(posted(fresh, key).statusCode()).isEqualTo(503);
                assertThat(posted(fresh, Gateway.KEY).statusCode()).isEqualTo(202);
                assertThat(posted(fresh, "wrong").statusCode()).isEqualTo(401);
            }
        } finally {
            gateway.operations.down = false;
        }
    }

    @Test
    void theFirstKeyIsNotChangedHere() {
        assertThat(gateway.post("/api/keys", body("default", "publish")).statusCode())
                .isEqualTo(409);
        assertThat(gateway.post("/api/keys/default/rotate", "{}").statusCode()).isEqualTo(409);
        assertThat(with(gateway, Gateway.KEY, "DELETE", "/api/keys/default").statusCode())
                .isEqualTo(409);
    }
}
