package org.dibao.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.Test;

class WholeCommandsBackendTest {

    /** Else the file would never be written again, and nobody would know before the next crash. */
    @Test
    void aRoundOfWritingThatEndsInAnErrorIsNotTheLast() {
        WholeCommandsBackend backend = new WholeCommandsBackend(MVStore.open(null));
        List<Throwable> escaped = new ArrayList<>();
        try {
            for (Error error : List.of(new OutOfMemoryError("thrown by a test"), new StackOverflowError())) {
                try {
                    backend.quietly(() -> {
                        throw error;
                    });
                } catch (Error e) {
                    escaped.add(e);
                }
            }
        } finally {
            backend.close();
        }
        assertThat(escaped).isEmpty();
    }
}
