package org.dibao.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HealthTest {
    @Test
    void whatIsNotWellIsToldInWords() {
        assertThat(Health.reasons("""
                        {"status": "DOWN", "components": {
                          "pages": {"status": "OUT_OF_SERVICE", "details": {"rebuilding": "rebuilding 7 of 10", "position": 6}},
                          "events": {"status": "DOWN",
                            "details": {"retrying": "the broker does not answer", "since": "2026-11-30T20:00:00Z"}},
                          "theme": {"status": "UP", "details": {"version": "abc"}}}}""")).isEqualTo("rebuilding 7 of 10; the broker does not answer");
    }

    @Test
    void whatIsNoHealthIsToldAsItIs() {
        assertThat(Health.reasons("nothing listens there")).isEqualTo("nothing listens there");
        assertThat(Health.reasons("{\"status\": \"DOWN\"}")).isEqualTo("{\"status\": \"DOWN\"}");
    }

    @Test
    void problemsThatLetItWorkAreNamedByTheirParts() {
        assertThat(Health.problems("""
                        {"components": {"theme": {"status": "UP", "details": {"problem": "line 3"}},
                          "pages": {"status": "UP", "details": {"position": 6}}}}""")).hasSize(1).containsEntry("theme", "line 3");
    }
}
