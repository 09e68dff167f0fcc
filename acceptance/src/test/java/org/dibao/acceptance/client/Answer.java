package org.dibao.acceptance.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An answer, with the questions that tests put to it. */
public final class Answer {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final int status;
    private final HttpHeaders headers;
    private final byte[] bytes;

    Answer(int status, HttpHeaders headers, byte[] bytes) {
        this.status = status;
        this.headers = headers;
        this.bytes = bytes;
    }

    public int status() {
        return status;
    }

    public @Nullable String header(String name) {
        return headers.firstValue(name).orElse(null);
    }

    /** A header that must be there. */
    public String required(String name) {
        return headers.firstValue(name).orElseThrow(() -> new AssertionError("no header " + name + " in " + this));
    }

    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    public byte[] body() {
        return bytes.clone();
    }

    public JsonNode json() {
        return JSON.readTree(bytes);
    }

    public Document page() {
        return Jsoup.parse(text());
    }

    public Answer expect(int expected) {
        assertThat(status).as("%s", this).isEqualTo(expected);
        return this;
    }

    /** A problem as RFC 9457 has it. */
    public Answer expectProblem(int expected) {
        expect(expected);
        assertThat(required("Content-Type")).as("%s", this).startsWith("application/problem+json");
        JsonNode problem = json();
        assertThat(problem.path("status").asInt()).as("%s", this).isEqualTo(expected);
        assertThat(problem.path("type").asString("")).as("%s", this).isNotBlank();
        assertThat(problem.path("title").asString("")).as("%s", this).isNotBlank();
        return this;
    }

    /** A problem that names the field that it is about, and says what is wrong. */
    public Answer expectProblem(int expected, String field) {
        expectProblem(expected);
        assertThat(json().path("field").asString("")).as("%s", this).isEqualTo(field);
        assertThat(json().path("detail").asString("")).as("%s", this).isNotBlank();
        return this;
    }

    /** The path of {@code Location}, as it stands on the wire. */
    public String location() {
        return URI.create(required("Location")).getRawPath();
    }

    /** Of a receipt: the submission's position. */
    public long position() {
        JsonNode position = json().path("position");
        assertThat(position.isIntegralNumber()).as("%s", this).isTrue();
        return position.asLong();
    }

    /** Of a receipt: the article's id. */
    public String article() {
        return member("article");
    }

    /** Of a receipt: how far the submission has come. */
    public String stage() {
        return member("status");
    }

    /** Of a decided receipt: what became of it. */
    public String outcome() {
        return member("outcome");
    }

    /** Of a decided receipt. */
    public int revision() {
        return json().path("revision").asInt();
    }

    private String member(String name) {
        String value = json().path(name).asString("");
        assertThat(value).as("%s of %s", name, this).isNotEmpty();
        return value;
    }

    @Override
    public String toString() {
        String text = text();
        return status + " " + headers.map() + "\n" + (text.length() > 2000 ? text.substring(0, 2000) + "…" : text);
    }
}
