package org.dibao.contract.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.OffsetDateTime;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.dibao.contract.GoldenFiles;
import org.dibao.contract.event.ArticleEvent;
import org.dibao.contract.json.Json;
import org.dibao.contract.publication.Publication;
import org.dibao.contract.submission.Submission;
import org.dibao.contract.wire.Codec;
import org.dibao.contract.wire.EventMessage;
import org.dibao.contract.wire.TraceParent;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The headers of every record on every topic hold to what all SDKs of CloudEvents accept. That is narrower than the
 * specification: some refuse a relative {@code dataschema}, or a {@code source} that is not ASCII, or a header without
 * a value, and some change a name with an underscore.
 */
class RecordHeadersTest {
    private static final Set<String> REQUIRED = Set.of("id", "source", "specversion", "type");
    private static final TraceParent TRACE = TraceParent.random();

    static Stream<Named<EventMessage>> records() {
        return Stream.of(
                        records("submission", json -> Codec.write(Json.read(json, Submission.class))),
                        records("article-event", json -> Codec.write(Json.read(json, ArticleEvent.class))),
                        records("publication", json -> Codec.write(Json.read(json, Publication.class))),
                        records("publication-with-before", json -> Codec.write(Json.read(json, Publication.class))))
                .flatMap(Function.identity());
    }

    private static Stream<Named<EventMessage>> records(String kind, Function<String, EventMessage> write) {
        return GoldenFiles.names(kind).stream()
                .map(name -> Named.of(
                        kind + " " + name,
                        write.apply(GoldenFiles.read(kind, name).toString()).in(TRACE)));
    }

    /** For people who look at records, and for tools that print headers without their names. */
    @ParameterizedTest
    @MethodSource("records")
    void theirOrderIsAlwaysTheSame(EventMessage record) {
        assertThat(String.join(" ", record.headers().keySet()))
                .matches("ce_specversion ce_id ce_source ce_type ce_time content-type( ce_subject)? ce_traceparent");
    }

    @ParameterizedTest
    @MethodSource("records")
    void everySdkAcceptsThem(EventMessage record) {
        record.headers().forEach((name, value) -> {
            assertThat(value).as("the value of %s", name).isNotBlank();
            if (name.equals("content-type")) {
                assertThat(value).isEqualTo("application/json");
                return;
            }
            assertThat(name).as("the attribute's name").matches("ce_[a-z0-9]{1,20}");
            switch (name.substring("ce_".length())) {
                case "id" -> assertThat(value).matches("\\p{Graph}+");
                case "specversion" -> assertThat(value).isEqualTo("1.0");
                case "type" -> assertThat(value).matches("org\\.dibao(\\.[a-z-]+){2}\\.v[0-9]+");
                case "source" -> assertThat(reference(value)).as("the source").hasToString(value);
                case "dataschema" -> assertThat(reference(value)).matches(URI::isAbsolute, "absolute");
                case "time" ->
                    assertThat(OffsetDateTime.parse(value).getOffset()).hasToString("Z");
                case "subject" -> assertThat(value).isEqualTo(record.key());
                case "traceparent" -> assertThat(value).isEqualTo(TRACE.toString());
                default -> throw new AssertionError("another attribute: " + name);
            }
        });
        assertThat(record.headers())
                .containsKey("content-type")
                .containsKeys(REQUIRED.stream().map("ce_"::concat).toArray(String[]::new));
    }

    /** A URI reference in ASCII (RFC 3986). */
    private static URI reference(String value) {
        assertThat(value).matches("\\p{ASCII}+");
        return URI.create(value);
    }
}
