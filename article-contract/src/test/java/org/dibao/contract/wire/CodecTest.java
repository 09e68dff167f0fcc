package org.dibao.contract.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dibao.contract.Post.post;

import java.util.HashMap;
import java.util.Map;
import org.dibao.contract.ModelStore;
import org.dibao.contract.article.ArticleDraft;
import org.dibao.contract.event.ArticleEvent;
import org.dibao.contract.json.Json;
import org.dibao.contract.publication.Publication;
import org.dibao.contract.site.SiteSettings;
import org.dibao.contract.submission.Submission;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class CodecTest {
    private static final Submission SUBMISSION =
            post("邸报-1").titled("标题").tagged("t").key("desk/k", "f").submission();
    private static final EventMessage RECORD = Codec.write(SUBMISSION);

    @Test
    void aSubmissionSurvivesKafka() throws Unreadable {
        assertThat(Codec.readSubmission(RECORD.headers(), RECORD.value())).isEqualTo(SUBMISSION);
        assertThat(RECORD.key()).isEqualTo("邸报-1");
    }

    @Test
    void itIsACloudEventInBinaryMode() {
        Map<String, String> headers = new HashMap<>(RECORD.headers());

        assertThat(headers.remove("ce_id")).matches("[0-9a-f-]{36}");
        assertThat(headers)
                .isEqualTo(Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_source",
                        "/ingest",
                        "ce_type",
                        "org.dibao.submission.submit.v1",
                        "ce_time",
                        "2022-03-01T00:00:00Z",
                        "ce_subject",
                        "邸报-1",
                        "content-type",
                        "application/json"));
    }

    @Test
    void eventsAndPublicationsSurviveKafkaAndAreNamedByPosition() throws Unreadable {
        ModelStore store = new ModelStore();
        store.skip();
        ArticleEvent event = store.decide(SUBMISSION);
        Publication publication = Publication.of(event, SiteSettings.DEFAULT);

        EventMessage written = Codec.write(event);
        assertThat(Codec.readEvent(written.headers(), written.value())).isEqualTo(event);
        assertThat(written.headers())
                .isEqualTo(Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_source",
                        "/store",
                        "ce_id",
                        "1",
                        "ce_type",
                        "org.dibao.article.published.v1",
                        "ce_time",
                        "2022-03-01T00:00:00Z",
                        "ce_subject",
                        "邸报-1",
                        "content-type",
                        "application/json"));

        EventMessage announced = Codec.write(publication);
        assertThat(Codec.readPublication(announced.headers(), announced.value()))
                .isEqualTo(publication);
        assertThat(announced.headers())
                .containsEntry("ce_id", "1")
                .containsEntry("ce_source", "/render")
                .containsEntry("ce_type", "org.dibao.publication.published.v1");
        assertThat(new String(announced.value(), UTF_8)).as("skinny").doesNotContain("First paragraph");
    }

    @ParameterizedTest
    @CsvSource({
        "https://news.example, https://news.example/ingest",
        "http://localhost:8080, http://localhost:8080/ingest",
        "https://新闻.example:8443, https://xn--efvy88h.example:8443/ingest",
        "http://[2001:db8::1]:8080, http://[2001:db8::1]:8080/ingest",
        ", /ingest"
    })
    void theSourceTellsTheSite(@Nullable String baseUrl, String source) {
        EventMessage of = RECORD.ofSite(baseUrl);
        assertThat(of.headers()).containsEntry("ce_source", source);
        assertThat(java.net.URI.create(source).toASCIIString()).isEqualTo(source);
        assertThat(of.key()).isEqualTo(RECORD.key());
        assertThat(of.value()).isEqualTo(RECORD.value());
        assertThat(of.headers().keySet())
                .containsExactlyElementsOf(RECORD.headers().keySet());
    }

    @Test
    void whatConcernsTheWholeSiteHasNeitherKeyNorSubject() {
        ArticleEvent event = new ModelStore()
                .decide(new Submission.ChangeSite(
                        SUBMISSION.request(), SiteSettings.builder().pageSize(7).build()));

        EventMessage written = Codec.write(event);

        assertThat(written.key()).isNull();
        assertThat(written.headers()).doesNotContainKey("ce_subject");
    }

    @Test
    void aNewerVersionStopsTheReader() {
        assertThatThrownBy(() -> Codec.readSubmission(typed("org.dibao.submission.submit.v2"), RECORD.value()))
                .isInstanceOf(NewerVersion.class)
                .hasMessageContaining("org.dibao.submission.submit.v2");
        assertThatThrownBy(() -> Codec.readEvent(typed("org.dibao.article.printed.v2"), null))
                .isInstanceOf(NewerVersion.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "submit",
                "org.example.submit.v1",
                "org.dibao.submission.submit",
                "org.dibao.submission.submit.v0",
                "org.dibao.submission.submit.v99999",
                "org.dibao.submission.withdraw.v1",
                "org.dibao.article.published.v1"
            })
    void anotherTypeThanTheValuesIsUnreadable(String type) {
        assertThatThrownBy(() -> Codec.readSubmission(typed(type), RECORD.value()))
                .isInstanceOf(Unreadable.class);
    }

    @Test
    void noTypeAndNoValueAreUnreadable() {
        assertThatThrownBy(() -> Codec.readSubmission(Map.of(), RECORD.value()))
                .isInstanceOf(Unreadable.class)
                .hasMessage("no header ce_type");
        assertThatThrownBy(() -> Codec.readSubmission(RECORD.headers(), null)).isInstanceOf(Unreadable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "7",
                "\"text\"",
                "{}",
                "{\"type\":\"submit\"",
                "{\"type\":\"erase\"}",
                "not json"
            })
    void whatIsNoRecordIsUnreadable(String value) {
        assertThatThrownBy(() -> Codec.readSubmission(RECORD.headers(), value.getBytes(UTF_8)))
                .isInstanceOf(Unreadable.class);
        assertThatThrownBy(() -> Codec.readEvent(typed("org.dibao.article.published.v1"), value.getBytes(UTF_8)))
                .isInstanceOf(Unreadable.class);
        assertThatThrownBy(
                        () -> Codec.readPublication(typed("org.dibao.publication.published.v1"), value.getBytes(UTF_8)))
                .isInstanceOf(Unreadable.class);
    }

    @Test
    void moreThanOneRecordIsUnreadable() {
        byte[] two = (new String(RECORD.value(), UTF_8) + "{}").getBytes(UTF_8);

        assertThatThrownBy(() -> Codec.readSubmission(RECORD.headers(), two)).isInstanceOf(Unreadable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/request",
                "/article",
                "/given",
                "/html",
                "/given/title",
                "/given/source",
                "/given/source/format",
                "/given/source/text",
                "/request/by",
                "/request/receivedAt",
                "/request/idempotency/key",
                "/request/idempotency/fingerprint"
            })
    void aMissingMemberIsUnreadableAndNamed(String member) {
        ObjectNode record = (ObjectNode) Json.mapper().readTree(RECORD.value());
        int last = member.lastIndexOf('/');
        ((ObjectNode) record.at(member.substring(0, last))).remove(member.substring(last + 1));

        assertThatThrownBy(() -> Codec.readSubmission(RECORD.headers(), Json.bytes(record)))
                .isInstanceOf(Unreadable.class)
                .hasMessageContaining("missing " + member.substring(last + 1));
    }

    @ParameterizedTest
    @CsvSource({
        "/article,a/b",
        "/request/receivedAt,yesterday",
        "/request/receivedAt,+50000-01-01T00:00:00Z",
        "/given/date,soon",
        "/given/date,+10000-01-01T00:00:00",
        "/given/redirectFrom,no list",
        "/given/draft,perhaps",
        "/given/categories,x"
    })
    void aWrongMemberIsUnreadableAndItsContentIsNotTold(String member, String wrong) {
        ObjectNode record = (ObjectNode) Json.mapper().readTree(RECORD.value());
        int last = member.lastIndexOf('/');
        ((ObjectNode) record.at(member.substring(0, last))).put(member.substring(last + 1), wrong);

        assertThatThrownBy(() -> Codec.readSubmission(RECORD.headers(), Json.bytes(record)))
                .isInstanceOf(Unreadable.class)
                .hasMessageContaining(member.substring(last + 1))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain(wrong.length() > 1 ? wrong : "'x'"));
    }

    @Test
    void membersThatALaterReleaseAddsAreIgnored() throws Unreadable {
        ObjectNode record = (ObjectNode) Json.mapper().readTree(RECORD.value());
        record.put("added", 1);
        ((ObjectNode) record.get("given")).putObject("alsoAdded").put("deep", true);

        assertThat(Codec.readSubmission(RECORD.headers(), Json.bytes(record))).isEqualTo(SUBMISSION);
    }

    @Test
    void longTextIsReadable() throws Unreadable {
        Submission long8 =
                post("a").saying("x".repeat(Json.MAX_STRING_LENGTH)).html("").submission();
        EventMessage record = Codec.write(long8);

        assertThat(Codec.readSubmission(record.headers(), record.value())).isEqualTo(long8);
    }

    @Test
    void endlessNestingIsUnreadable() {
        assertThatThrownBy(() -> Codec.readSubmission(RECORD.headers(), nested(100_000)))
                .isInstanceOf(Unreadable.class);
        assertThatThrownBy(() -> Codec.readSubmission(RECORD.headers(), nested(ArticleDraft.MAX_DEPTH + 1)))
                .isInstanceOf(Unreadable.class);
    }

    @Test
    void whatIsJustReadableStaysReadableInAllThatFollowsFromIt() throws Unreadable {
        ArticleEvent event =
                new ModelStore().decide(Codec.readSubmission(RECORD.headers(), nested(ArticleDraft.MAX_DEPTH)));
        EventMessage written = Codec.write(event);

        assertThat(Codec.readEvent(written.headers(), written.value())).isEqualTo(event);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"title\":\"标题\"", "\"tags\":[\"t\"", "\"extra\":{"})
    void halfASurrogatePairIsUnreadable(String at) {
        String half = at.endsWith("{") ? at + "\"deep\":[\"\\ud83d\"]" : at.substring(0, at.length() - 1) + "\\ud83d\"";
        String record = new String(RECORD.value(), UTF_8).replace(at, half);
        assertThat(record).contains("\\ud83d");

        assertThatThrownBy(() -> Codec.readSubmission(RECORD.headers(), record.getBytes(UTF_8)))
                .isInstanceOf(Unreadable.class);
    }

    private static byte[] nested(int levels) {
        // The map of extra itself is the first level.
        String value = "[".repeat(levels - 1) + "]".repeat(levels - 1);
        return new String(RECORD.value(), UTF_8)
                .replace("\"extra\":{}", "\"extra\":{\"deep\":" + value + "}")
                .getBytes(UTF_8);
    }

    private static Map<String, String> typed(String type) {
        Map<String, String> headers = new HashMap<>(RECORD.headers());
        headers.put("ce_type", type);
        return headers;
    }
}
