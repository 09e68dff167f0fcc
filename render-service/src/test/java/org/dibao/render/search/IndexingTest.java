package org.dibao.render.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dibao.contract.article.Position;
import org.dibao.projector.Await;
import org.dibao.render.view.FakeRender;
import org.dibao.render.view.Stories;
import org.dibao.render.view.Stories.With;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The loop that commits the index. */
class IndexingTest {
    private static final Duration SOON = Duration.ofSeconds(5);

    @TempDir
    private Path folder;

    static Stream<Error> errors() {
        return Stream.of(new OutOfMemoryError("thrown by a test"), new StackOverflowError());
    }

    @ParameterizedTest
    @MethodSource("errors")
    void anErrorInTheCommitLoopFailsTheIndexAndIsReported(Error error) throws Exception {
        FakeRender render = new FakeRender();
        Searching.published(render, new Stories().publishes("a", "Harbour", With.NOTHING.at("/1.html")));
        try (Searching searching = Searching.over(render, folder)) {
            assertThat(searching.find("harbour").total()).isEqualTo(1);
        }
        SearchSettings settings = Searching.settings(folder, Map.of("commit-every", "50ms"));
        try (Indexing indexing = new Indexing(
                SearchIndex.open(folder, 16, Duration.ofMillis(10)),
                render.views(),
                new Await(SOON),
                settings,
                Position.NONE,
                () -> Position.NONE)) {
            indexing.start();
            damage();

            indexing.suspect(_ -> {
                throw error;
            });

            await().atMost(SOON).until(indexing::hasFailed);
            assertThatThrownBy(() -> indexing.awaitFailure(() -> false)).isSameAs(error);
            await().atMost(SOON)
                    .until(() -> indexing.loops().allMatch(loop -> loop.state().isFit()));
            assertThat(indexing.loops().toList())
                    .singleElement()
                    .satisfies(loop -> assertThat(loop.isRunning()).isTrue());
        }
    }

    private void damage() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.toString().endsWith(".cfs")).toList();
        }
        assertThat(files).isNotEmpty();
        for (Path file : files) {
            try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
                for (long at = 50; at < open.length() - 16; at++) {
                    open.seek(at);
                    open.write(0xAA);
                }
            }
        }
    }
}
