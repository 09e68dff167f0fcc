package org.dibao.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TemporaryFolderTest {
    @Test
    void nothingIsLeftWhenItIsClosed() throws Exception {
        Path path;
        try (TemporaryFolder folder = TemporaryFolder.make("dibao-test")) {
            path = folder.path();
            Files.writeString(
                    Files.createDirectories(path.resolve("data/kafka")).resolve("log"), "x");
        }
        assertThat(path).doesNotExist();
    }

    @Test
    void nothingIsLeftWhenTheProcessIsToldToEnd() throws Exception {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Ended.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader printed = process.inputReader(StandardCharsets.UTF_8)) {
            Path path = Path.of(printed.readLine());
            assertThat(path.resolve("0")).exists();
            process.destroy();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(path).doesNotExist();
        } finally {
            process.destroyForcibly();
        }
    }

    /** Goes on writing into its folder until it is ended. */
    static final class Ended {
        private Ended() {}

        public static void main(String[] args) throws Exception {
            TemporaryFolder folder = TemporaryFolder.make("dibao-test");
            Files.writeString(folder.path().resolve("0"), "x");
            System.out.println(folder.path());
            Thread.sleep(TimeUnit.MINUTES.toMillis(1));
        }
    }
}
