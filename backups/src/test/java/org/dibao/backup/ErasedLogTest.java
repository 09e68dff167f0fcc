package org.dibao.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wherever the process dies, the next one ends what was complete. */
class ErasedLogTest {
    private static final String LINE = "{\"article\":\"a\"}\n";

    @TempDir
    Path data;

    private Path work;

    @BeforeEach
    void aLogThatIsComplete() throws IOException {
        work = data.resolve("erasing");
        log(data.resolve("kafka"), "old");
        log(work.resolve("kafka"), "new");
        log(data.resolve("mongo"), "old");
        log(data.resolve("mongo.old-17"), "old");
        log(data.resolve("search"), "old");
        Files.writeString(data.resolve("erased.ndjson"), "{\"article\":\"earlier\"}\n");
        Files.writeString(work.resolve("complete"), LINE);
    }

    @Test
    void beforeAnythingWasMoved() throws IOException {
        finish();
    }

    @Test
    void afterTheOldLogWasMovedAway() throws IOException {
        Files.move(data.resolve("kafka"), work.resolve("before"));
        finish();
    }

    @Test
    void afterTheNewLogWasPutInItsPlace() throws IOException {
        Files.move(data.resolve("kafka"), work.resolve("before"));
        Files.move(work.resolve("kafka"), data.resolve("kafka"));
        finish();
    }

    @Test
    void afterTheLineForTheAudit() throws IOException {
        Files.move(data.resolve("kafka"), work.resolve("before"));
        Files.move(work.resolve("kafka"), data.resolve("kafka"));
        Files.writeString(data.resolve("erased.ndjson"), "{\"article\":\"earlier\"}\n" + LINE);
        finish();
    }

    @Test
    void whatIsNotCompleteHasNotHappened() throws IOException {
        Files.delete(work.resolve("complete"));
        new ErasedLog(data).finish();
        assertThat(data.resolve("kafka/log")).hasContent("old");
        assertThat(data.resolve("mongo/log")).exists();
    }

    private void finish() throws IOException {
        new ErasedLog(data).finish();
        new ErasedLog(data).finish();
        assertThat(data.resolve("kafka/log")).hasContent("new");
        assertThat(data.resolve("erased.ndjson")).hasContent("{\"article\":\"earlier\"}\n" + LINE);
        assertThat(data).isDirectoryNotContaining("glob:**/{mongo,mongo.old-17,search,erasing}");
    }

    private static void log(Path folder, String content) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("log"), content);
    }
}
