package org.dibao.render.theme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.dibao.support.loop.LoopState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ThemeWatchTest {
    private static final Duration SOON = Duration.ofSeconds(5);

    @TempDir
    Path folder;

    private final List<ThemeFiles> taken = new CopyOnWriteArrayList<>();
    private volatile @Nullable Error failure;

    static Stream<Error> errors() {
        return Stream.of(new OutOfMemoryError("thrown by a test"), new StackOverflowError());
    }

    /** The theme is not at fault: it is tried again as it is, and until then this instance is not fit. */
    @ParameterizedTest
    @MethodSource("errors")
    void whatAnErrorKeptFromBeingTakenUpIsTakenUpOnceThatIsPossible(Error error) throws IOException {
        List<ThemeError> refused = new CopyOnWriteArrayList<>();
        try (ThemeFolderWatcher watch = watch(refused)) {
            watch.start();
            await().atMost(SOON).until(() -> taken.size() == 1);
            failure = error;

            Files.writeString(folder.resolve("site.css"), "body { color: teal }");

            await().atMost(SOON).until(() -> !state(watch).isFit());
            assertThat(refused).isEmpty();
            failure = null;
            await().atMost(SOON).until(() -> taken.size() == 2);
            await().atMost(SOON).until(() -> state(watch) instanceof LoopState.Running);
        }
    }

    /** It takes the loop's place in the start, and must not end that. */
    @Test
    void anErrorAtTheStartIsToldAndTriedAgain() {
        List<ThemeError> refused = new CopyOnWriteArrayList<>();
        failure = new OutOfMemoryError("thrown by a test");
        try (ThemeFolderWatcher watch = watch(refused)) {
            watch.lookNow();
            assertThat(refused).hasSize(1);

            failure = null;
            watch.start();

            await().atMost(SOON).until(() -> taken.size() == 1);
        }
    }

    private ThemeFolderWatcher watch(List<ThemeError> refused) {
        return new ThemeFolderWatcher(
                new ThemeFolder(folder, ThemeSettings.in(folder, folder.resolveSibling("kept"))),
                Duration.ofMillis(20),
                files -> {
                    Error now = failure;
                    if (now != null) {
                        throw now;
                    }
                    taken.add(files);
                },
                refused::add);
    }

    private static LoopState state(ThemeFolderWatcher watch) {
        return watch.loops().findFirst().orElseThrow().state();
    }
}
