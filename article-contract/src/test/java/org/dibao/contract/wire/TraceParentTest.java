package org.dibao.contract.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PARENT = "00f067aa0ba902b7";

    @Test
    void oneIsReadAndWrittenAsItIs() {
        TraceParent read = TraceParent.parse("00-" + TRACE + "-" + PARENT + "-01");
        assertThat(read).isEqualTo(new TraceParent(TRACE, PARENT, "01"));
        assertThat(read).hasToString("00-" + TRACE + "-" + PARENT + "-01");
        assertThat(read.isSampled()).isTrue();
        assertThat(TraceParent.parse("00-" + TRACE + "-" + PARENT + "-02").isSampled())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e473-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e47360-00f067aa0ba902b7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                " 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-1",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\n"
            })
    void whatTheRecommendationDoesNotAllowIsNone(String header) {
        assertThat(TraceParent.parse(header)).isNull();
    }

    @Test
    void aLaterVersionIsReadAsFarAsItIsKnown() {
        assertThat(TraceParent.parse("cc-" + TRACE + "-" + PARENT + "-01-what-comes-later"))
                .hasToString("00-" + TRACE + "-" + PARENT + "-01");
        assertThat(TraceParent.parse("cc-" + TRACE + "-" + PARENT + "-01.later"))
                .isNull();
    }

    @Test
    void onesThatAreMadeAreValidAndDiffer() {
        assertThat(IntStream.range(0, 1000).mapToObj(_ -> TraceParent.random().toString()))
                .doesNotHaveDuplicates()
                .allSatisfy(made -> assertThat(TraceParent.parse(made)).hasToString(made));
    }

    @Test
    void aRecordWithoutOneIsAsGood() {
        EventMessage message = new EventMessage("key", Map.of(Headers.ID, "7"), new byte[] {1});
        TraceParent trace = TraceParent.random();
        assertThat(message.in(null)).isSameAs(message);
        assertThat(TraceParent.of(message.headers())).isNull();
        assertThat(TraceParent.of(message.in(trace).headers())).isEqualTo(trace);
        assertThat(message.in(trace).headers()).containsEntry(Headers.ID, "7").hasSize(2);
    }

    @Test
    void aStepOfARequestBelongsToTheSameTrace() {
        TraceParent trace = TraceParent.parse("00-" + TRACE + "-" + PARENT + "-02");
        assertThat(trace.from("1111111111111111").sampled()).hasToString("00-" + TRACE + "-1111111111111111-03");
    }
}
