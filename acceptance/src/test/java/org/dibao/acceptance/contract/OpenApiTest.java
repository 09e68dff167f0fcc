package org.dibao.acceptance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An answer that the document does not allow fails, and so does a document that does not allow a real answer. */
class OpenApiTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final JsonNode DOCUMENT = JSON.readTree(bytes());
    private static final OpenApi API = new OpenApi(bytes());

    private static final String RECEIPT =
            "{\"position\":7,\"article\":\"a\",\"status\":\"accepted\",\"receivedAt\":\"2026-11-24T05:30:12Z\"}";
    private static final Map<String, String> ACCEPTED =
            Map.of("Content-Type", "application/json", "Location", "/api/submissions/7", "Cache-Control", "no-store");
    private static final Exchange POST = new Exchange("POST", "/api/articles", 202, headers(ACCEPTED));
    private static final String CURSOR = "{\"cursor\":\"3-x\",\"event\":\"cursor\",\"position\":3}";
    private static final Exchange STREAM = new Exchange(
            "GET",
            "/api/events?after=earliest",
            200,
            headers(Map.of(
                    "Content-Type", "text/event-stream;charset=UTF-8", "Cache-Control", "no-store, no-transform")));

    @Test
    void aRightAnswerPasses() {
        assertThatCode(() -> check(API, POST, RECEIPT)).doesNotThrowAnyException();
        assertThatCode(() -> check(API, STREAM, "retry: 1\nevent: cursor\ndata: " + CURSOR + "\nid: 3-x\n\n"))
                .doesNotThrowAnyException();
        assertThatCode(() -> API.checkItem(STREAM, CURSOR)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"200", "203", "302", "404", "500"})
    void anotherStatusFails(int status) {
        Exchange exchange = new Exchange("POST", "/api/articles", status, headers(ACCEPTED));

        assertThatThrownBy(() -> check(API, exchange, RECEIPT)).isInstanceOf(AssertionError.class);
    }

    @ParameterizedTest
    @CsvSource({
        "Content-Type, text/plain",
        "Content-Type,",
        "Location,",
        "Location, /api/submissions/x",
        "Cache-Control,",
        "Cache-Control, max-age=5",
        "Preference-Applied, wait"
    })
    void anotherHeaderFails(String name, @Nullable String value) {
        Map<String, String> headers = new TreeMap<>(ACCEPTED);
        headers.remove(name);
        if (value != null) {
            headers.put(name, value);
        }

        assertThatThrownBy(() -> check(API, new Exchange("POST", "/api/articles", 202, headers(headers)), RECEIPT))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(name.equals("Content-Type") ? "media type" : name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "not json",
                "{\"position\":\"7\",\"status\":\"accepted\"}",
                "{\"position\":-1,\"status\":\"accepted\"}",
                "{\"position\":7,\"status\":\"live\"}",
                "{\"position\":7,\"status\":\"accepted\",\"added\":1}",
                "{\"position\":7,\"status\":\"accepted\",\"article\":\"a/b\"}",
                "{\"position\":7,\"status\":\"accepted\",\"receivedAt\":\"yesterdayZ\"}"
            })
    void anotherBodyFails(String body) {
        assertThatThrownBy(() -> check(API, POST, body)).isInstanceOf(AssertionError.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"cursor\":\"3-x\",\"event\":\"other\",\"position\":3}", "{\"event\":\"closing\"}"})
    void anotherEventFails(String event) {
        assertThatThrownBy(() -> API.checkItem(STREAM, event)).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> check(API, STREAM, "data: " + CURSOR + "\n\ndata: " + event + "\n\n"))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void whatTheDocumentDoesNotNameMustBeRefused() {
        assertThatCode(() -> check(API, new Exchange("GET", "/api/other", 404, headers(Map.of())), ""))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> check(API, new Exchange("GET", "/api/other", 200, headers(Map.of())), ""))
                .hasMessageContaining("no such address");
        assertThatCode(() -> check(
                        API, new Exchange("PATCH", "/api/articles", 405, headers(Map.of("Allow", "GET, HEAD"))), ""))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> check(API, new Exchange("PATCH", "/api/articles", 405, headers(Map.of())), ""))
                .hasMessageContaining("no such method");
        assertThatThrownBy(() -> check(API, new Exchange("GET", "/api/articles/", 200, headers(Map.of())), ""))
                .hasMessageContaining("no such address");
    }

    /** Each of these changes alone makes the right answer wrong. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/paths | /api/articles",
                "/paths/~1api~1articles | post",
                "/paths/~1api~1articles/post/responses | 202",
                "/components/responses/Accepted/content | application/json",
                "/components/schemas/AcceptedReceipt/properties | receivedAt"
            })
    void aDocumentThatLacksSomethingFails(String at, String member) {
        ObjectNode document = (ObjectNode) DOCUMENT.deepCopy();
        ObjectNode object = (ObjectNode) document.at(at);
        assertThat(object.remove(member)).isNotNull();
        object.putObject("other");

        assertThatThrownBy(() -> check(new OpenApi(JSON.writeValueAsBytes(document)), POST, RECEIPT))
                .isInstanceOf(AssertionError.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/components/schemas/AcceptedReceipt | required | [\"url\"]",
                "/components/schemas/Position | maximum | 6",
                "/components/schemas/AcceptedReceipt/properties/status | const | \"live\"",
                "/components/headers/ReceiptLocation/schema | pattern | \"^/receipts/\"",
                "/components/headers/PreferenceApplied | required | true"
            })
    void aDocumentThatAsksForSomethingElseFails(String at, String member, String value) {
        ObjectNode document = (ObjectNode) DOCUMENT.deepCopy();
        ((ObjectNode) document.at(at)).set(member, JSON.readTree(value));

        assertThatThrownBy(() -> check(new OpenApi(JSON.writeValueAsBytes(document)), POST, RECEIPT))
                .isInstanceOf(AssertionError.class);
    }

    private static void check(OpenApi api, Exchange exchange, String body) {
        api.check(exchange, body.getBytes(StandardCharsets.UTF_8));
    }

    private static HttpHeaders headers(Map<String, String> headers) {
        Map<String, List<String>> all = new TreeMap<>();
        headers.forEach((name, value) -> all.put(name, Arrays.asList(value)));
        return HttpHeaders.of(all, (_, _) -> true);
    }

    private static byte[] bytes() {
        try (InputStream in = OpenApiTest.class.getResourceAsStream("/org/dibao/gateway/documents/openapi.json")) {
            return Objects.requireNonNull(in).readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
