package org.dibao.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.dibao.acceptance.client.Answer;
import org.dibao.acceptance.client.Site;
import org.dibao.acceptance.system.Running;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Subscriptions are managed through the gateway; whether they deliver is tried by the tests of the service itself. */
@ExtendWith(Running.class)
class SubscriptionsTest {
    private static final String JSON = "application/json";
    private final Site site;

    SubscriptionsTest(Site site) {
        this.site = site;
    }

    @AfterEach
    void deleteAll() {
        site.getWithKey("/api/subscriptions")
                .expect(200)
                .json()
                .path("subscriptions")
                .forEach(one -> site.publisher("DELETE", at(one)).send().expect(204));
    }

    private static String at(JsonNode subscription) {
        return "/api/subscriptions/" + subscription.path("id").asString("");
    }

    private Answer post(String target, String json) {
        return site.publisher("POST", target).body(JSON, json).send();
    }

    private JsonNode create() {
        return post("/api/subscriptions", """
                {"name": "Search", "target": "https://example.com/hook", "paused": true,
                 "filter": {"category": ["river"], "lang": "zh"}, "headers": {"X-Token": "s3cret"}}""").expect(201).json();
    }

    @Test
    void aSubscriptionShowsItsSecretOnlyOnce() {
        Answer created = post("/api/subscriptions", "{\"target\": \"https://example.com/hook\", \"paused\": true}")
                .expect(201);

        assertThat(created.json().path("secret").asString(""))
                .startsWith("whsec_")
                .hasSize(50);
        assertThat(created.required("Location")).isEqualTo(at(created.json()));
        Answer shown = site.getWithKey(created.required("Location")).expect(200);
        assertThat(shown.text()).doesNotContain("whsec_");
        assertThat(site.getWithKey("/api/subscriptions").expect(200).text()).doesNotContain("whsec_");
    }

    @Test
    void valuesOfHeadersAreNeverShown() {
        JsonNode created = create();

        assertThat(created.path("headers").path("X-Token").asString("")).isEqualTo("(hidden)");
        assertThat(site.getWithKey(at(created)).text()).doesNotContain("s3cret");
    }

    /** Whoever knows the address of a chat room's robot can write there. */
    @Test
    void theAddressOfAChatRoomIsNeverShown() {
        JsonNode created = post("/api/subscriptions", """
                        {"kind": "template:wecom", "paused": true,
                         "target": "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=s3cret"}""").expect(201).json();
        String shown = created.path("target").asString("");
        assertThat(shown).isEqualTo("https://qyapi.weixin.qq.com/(hidden)");

        site.publisher("PATCH", at(created))
                .body(JSON, "{\"target\": \"" + shown + "\", \"name\": \"Desk\"}")
                .send()
                .expect(200);
        assertThat(site.getWithKey("/api/subscriptions").text())
                .contains("Desk")
                .doesNotContain("s3cret");
    }

    /** Addresses within the site's own network, and kinds that the operator has not set up. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            webhook          | http://10.0.0.1/                | target | private
            webhook          | http://169.254.169.254/latest/  | target | link-local
            webhook          | http://[::ffff:10.0.0.1]/       | target | private
            webhook          | https://0x7f.0.0.1/             | target | four decimal numbers
            webhook          | https://user:pw@example.com/    | target | user name
            webhook          | https://example.com/#part       | target | fragment
            template:slack   | https://example.com/hook        | target | hooks.slack.com
            mail             | mailto:desk@example.com         | kind   | dibao.delivery.mail.host
            indexnow         | https://api.indexnow.org/indexnow | target | dibao.index-now-key
            baidu            | http://data.zz.baidu.com/urls?site=a.example | target | token
            """)
    void aTargetThatCannotBeCalledIsRefusedWithAReason(String kind, String target, String field, String reason) {
        Answer refused = post("/api/subscriptions", "{\"kind\": \"" + kind + "\", \"target\": \"" + target + "\"}");

        assertThat(refused.expectProblem(422).text())
                .contains("\"field\":\"" + field + "\"")
                .contains(reason);
    }

    @Test
    void onlyTheHolderOfTheKeySeesSubscriptions() {
        site.reader("GET", "/api/subscriptions").send().expectProblem(401);
        site.reader("POST", "/api/subscriptions")
                .body(JSON, "{\"target\": \"https://example.com\"}")
                .send()
                .expectProblem(401);
        site.reader("DELETE", at(create())).send().expectProblem(401);
    }

    @Test
    void aPatchChangesWhatItNamesAndNothingElse() {
        JsonNode created = create();

        JsonNode changed = site.publisher("PATCH", at(created))
                .body("application/merge-patch+json", """
                        {"name": "Archive", "filter": {"lang": null, "tag": ["bridge"]}, "ordering": "strict"}""")
                .send()
                .expect(200)
                .json();

        assertThat(changed.path("name").asString("")).isEqualTo("Archive");
        assertThat(changed.path("ordering").asString("")).isEqualTo("strict");
        assertThat(changed.path("target")).isEqualTo(created.path("target"));
        assertThat(changed.path("filter").toString()).isEqualTo("{\"category\":[\"river\"],\"tag\":[\"bridge\"]}");
    }

    @Test
    void aChangeOfWhatHasChangedMeanwhileIsRefused() {
        String at = at(create());
        String version = site.getWithKey(at).expect(200).required("ETag");
        post(at + "/pause", "").expect(200);

        site.publisher("PATCH", at)
                .with("If-Match", version)
                .body(JSON, "{\"name\": \"late\"}")
                .send()
                .expectProblem(412);
        site.publisher("DELETE", at).with("If-Match", version).send().expectProblem(412);

        String current = site.getWithKey(at).expect(200).required("ETag");
        site.publisher("PATCH", at)
                .with("If-Match", current)
                .body(JSON, "{\"name\": \"in time\"}")
                .send()
                .expect(200);
    }

    @Test
    void pausedAndResumed() {
        String at = at(create());

        assertThat(post(at + "/resume", "").expect(200).json().path("paused").asBoolean(true))
                .isFalse();
        assertThat(post(at + "/pause", "").expect(200).json().path("paused").asBoolean(false))
                .isTrue();
    }

    @Test
    void aNewSecretIsAnotherOne() {
        JsonNode created = create();

        String next = post(at(created) + "/secret", "")
                .expect(200)
                .json()
                .path("secret")
                .asString("");

        assertThat(next)
                .startsWith("whsec_")
                .isNotEqualTo(created.path("secret").asString(""));
    }

    @Test
    void attemptsAreListed() {
        assertThat(site.getWithKey(at(create()) + "/attempts")
                        .expect(200)
                        .json()
                        .path("attempts"))
                .isEmpty();
    }

    @Test
    void whatIsDeletedIsGone() {
        String at = at(create());

        site.publisher("DELETE", at).send().expect(204);

        site.getWithKey(at).expectProblem(404);
        assertThat(site.getWithKey("/api/subscriptions").expect(200).json().path("subscriptions"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {}                                                                        | target
            {"target": "nowhere"}                                                     | target
            {"target": "ftp://example.com/"}                                          | target
            {"target": "http://10.0.0.1/hook"}                                        | target
            {"target": "https://example.com", "kind": "pigeon"}                       | kind
            {"target": "https://example.com", "name": ""}                             | name
            {"target": "https://example.com", "colour": "red"}                        | colour
            {"target": "https://example.com", "filter": {"colour": "red"}}            | filter.colour
            {"target": "https://example.com", "filter": {"type": "painted"}}          | filter
            {"target": "https://example.com", "filter": {"tag": [1]}}                 | filter.tag
            {"target": "https://example.com", "ordering": "none"}                     | ordering
            {"target": "https://example.com", "payload": "half"}                      | payload
            {"target": "https://example.com", "maxConcurrent": 0}                     | maxConcurrent
            {"target": "https://example.com", "maxConcurrent": 101}                   | maxConcurrent
            {"target": "https://example.com", "headers": {"a b": "c"}}                | headers.a b
            {"target": "https://example.com", "headers": {"X-A": "b\\nc"}}            | headers.X-A
            {"target": "https://example.com", "paused": "yes"}                        | paused
            {"target": "https://example.com", "after": "soon"}                        | after
            {"target": "https://example.com", "after": 999999999}                     | after
            """)
    void whatIsNotValidIsNamed(String json, String field) {
        Answer answer = post("/api/subscriptions", json).expectProblem(422);

        assertThat(answer.json().path("type").asString("")).isEqualTo("/problems/invalid-subscription");
        assertThat(answer.json().path("field").asString("")).isEqualTo(field);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {}                              | from
            {"position": -1}                | position
            {"from": 3, "to": 2}            | from
            {"since": "yesterday"}          | since
            {"from": 0, "to": 999999999}    | from
            """)
    void aRedeliveryOfWhatIsNotThereIsRefused(String json, String field) {
        Answer answer = post(at(create()) + "/redeliveries", json).expectProblem(422);

        assertThat(answer.json().path("field").asString("")).isEqualTo(field);
    }

    @Test
    void whatIsNoJsonIsRefused() {
        post("/api/subscriptions", "target=https://example.com").expectProblem(400);
        post("/api/subscriptions", "[]").expectProblem(400);
    }
}
