package org.dibao.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The launcher with a stand-in for Java that writes down how it was called. */
@Timeout(60)
class LauncherCacheTest {
    private static final String JAVA = """
            #!/bin/sh
            echo "$*" >>"%1$s/calls"
            env >"%1$s/environment"
            for option; do
              case $option in
                -XX:AOTCacheOutput=*) [ ! -e "%1$s/no-training" ] || exit 1; echo trained >"${option#*=}" ;;
              esac
            done
            """;

    @TempDir
    Path folder;

    private Path home;
    private Path jdk;
    private Path jar;

    @BeforeEach
    void aBuildAndAJdk() throws IOException {
        home = Files.createDirectories(folder.resolve("home"));
        jdk = Files.createDirectories(folder.resolve("jdk"));
        Files.copy(Path.of("..", "dibao"), home.resolve("dibao"));
        runnable(home.resolve("dibao"));
        Files.createDirectories(jdk.resolve("bin"));
        Files.writeString(jdk.resolve("bin").resolve("java"), JAVA.formatted(folder));
        Files.createFile(jdk.resolve("bin").resolve("javac"));
        runnable(jdk.resolve("bin").resolve("java"));
        runnable(jdk.resolve("bin").resolve("javac"));
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"25.0.1\"\n");
        Files.createFile(home.resolve("pom.xml"));
        Files.createDirectories(home.resolve("standalone/target/lib"));
        jar = Files.createFile(home.resolve("standalone/target/standalone-1.jar"));
        Files.createDirectories(home.resolve("target"));
        Files.createFile(home.resolve("target/.built-up"));
    }

    @Test
    void theFirstStartMakesTheCacheAndEachOneUsesIt() throws Exception {
        assertThat(up(Map.of())).contains("Preparing fast starts");
        assertThat(calls()).hasSize(2);
        assertThat(calls().getFirst()).contains("-XX:AOTCacheOutput=").contains(" --train ");
        assertThat(calls().getLast())
                .contains("-XX:AOTCache=" + home + "/standalone/target/aot/")
                .contains("-XX:AOTMode=auto");

        assertThat(up(Map.of())).doesNotContain("Preparing");
        assertThat(calls()).hasSize(3);
        assertThat(calls().getLast()).contains("-XX:AOTCache=");
    }

    @Test
    void aNewJarAnotherJdkAndOtherOptionsNeedAnotherCache() throws Exception {
        up(Map.of());
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(5)));
        assertThat(up(Map.of())).as("after a build").contains("Preparing");
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().minusSeconds(60)));
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"25.0.2\"\n");
        assertThat(up(Map.of())).as("with another JDK").contains("Preparing");
        assertThat(up(Map.of("DIBAO_JAVA_OPTIONS", "-Xmx2g")))
                .as("with other options")
                .contains("Preparing");
        assertThat(home.resolve("standalone/target/aot"))
                .as("old ones are deleted")
                .isDirectoryContaining(it -> true);
        try (var caches = Files.list(home.resolve("standalone/target/aot"))) {
            assertThat(caches).hasSize(1);
        }
    }

    @Test
    void aFailedTrainingRunIsNotRepeatedAndStopsNothing() throws Exception {
        Files.createFile(folder.resolve("no-training"));
        assertThat(up(Map.of())).contains("dibao-training.log");
        assertThat(calls().getLast()).doesNotContain("AOTCache").endsWith("org.dibao.standalone.Main --port 0");

        assertThat(up(Map.of())).isEmpty();
        assertThat(calls()).hasSize(3);
    }

    @Test
    void aRestartDoesNotWaitForATrainingRun() throws Exception {
        Files.createFile(home.resolve("target/.built-cli"));
        Files.createDirectories(home.resolve("command-line/target"));
        Files.createFile(home.resolve("command-line/target/command-line-1.jar"));
        assertThat(dibao(Map.of(), "restart", "--port", "0")).doesNotContain("Preparing");
        assertThat(calls().getLast())
                .endsWith("org.dibao.standalone.Main --detach --port 0")
                .doesNotContain("AOTCache");

        up(Map.of());
        dibao(Map.of(), "restart", "--port", "0");
        assertThat(calls().getLast()).contains("-XX:AOTCache=");
    }

    @Test
    void anInterruptedTrainingRunLeavesNothingBehind() throws Exception {
        Path temporary = Files.createDirectories(folder.resolve("tmp"));
        Files.writeString(jdk.resolve("bin").resolve("java"), "#!/bin/sh\nkill -TERM $PPID\nexit 1\n");
        runnable(jdk.resolve("bin").resolve("java"));
        Process process = launcher(Map.of("TMPDIR", temporary.toString()), "up").start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isNotZero();
        assertThat(temporary).isEmptyDirectory();
        assertThat(home.resolve("standalone/target/aot")).isEmptyDirectory();
    }

    @Test
    void itCanBeSwitchedOff() throws Exception {
        assertThat(up(Map.of("DIBAO_AOT", "off"))).isEmpty();
        assertThat(calls()).hasSize(1);
        assertThat(calls().getFirst()).doesNotContain("AOTCache");
    }

    @Test
    void theTrainingRunKnowsNoSettingsOfTheRealInstance() throws Exception {
        Files.createFile(folder.resolve("no-training"));
        up(Map.of("DIBAO_INDEX_NOW_KEY", "real"));
        assertThat(Files.readString(folder.resolve("environment")))
                .as("of the instance")
                .contains("DIBAO_INDEX_NOW_KEY=real");

        Files.writeString(
                jdk.resolve("bin").resolve("java"),
                JAVA.formatted(folder)
                        + "case \"$*\" in *--train*) cp \"%s/environment\" \"%1$s/training\" ;; esac\n"
                                .formatted(folder));
        Files.delete(folder.resolve("no-training"));
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"25.0.2\"\n");
        up(Map.of("DIBAO_INDEX_NOW_KEY", "real"));
        assertThat(Files.readString(folder.resolve("training")))
                .contains("PATH=")
                .doesNotContain("DIBAO_INDEX_NOW_KEY");
    }

    private List<String> calls() throws IOException {
        return Files.readAllLines(folder.resolve("calls"));
    }

    /** What the launcher says. */
    private String up(Map<String, String> environment) throws Exception {
        return dibao(environment, "up", "--port", "0");
    }

    private String dibao(Map<String, String> environment, String... arguments) throws Exception {
        Path said = folder.resolve("said");
        Process process =
                launcher(environment, arguments).redirectOutput(said.toFile()).start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(said)).isZero();
        return Files.readString(said);
    }

    private ProcessBuilder launcher(Map<String, String> environment, String... arguments) {
        var start =
                new ProcessBuilder(Stream.concat(Stream.of(home.resolve("dibao").toString()), Stream.of(arguments))
                        .toList());
        start.environment().keySet().removeIf(name -> name.startsWith("DIBAO_"));
        start.environment().put("JAVA_HOME", jdk.toString());
        start.environment().putAll(environment);
        return start.redirectErrorStream(true);
    }

    private static void runnable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
