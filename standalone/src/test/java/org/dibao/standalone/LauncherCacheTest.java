package org.dibao.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dibao.cli.RunFile;
import org.dibao.cli.RunFileBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The launcher with a stand-in for Java that writes down how it was called. */
@Timeout(60)
class LauncherCacheTest {
    private static final String JAVA = """
            #!/bin/sh
            echo "$*" >>"%1$s/calls"
            for option; do
              case $option in
                -XX:AOTCacheOutput=*) [ ! -e "%1$s/no-training" ] || exit 1; echo trained >"${option#*=}" ;;
                --check) [ ! -e "%1$s/mistyped" ] || exit 2 ;;
              esac
            done
            """;

    private static final String CHECK = " --check";

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
    void theFirstStartHasTheCacheMadeForThoseThatFollow() throws Exception {
        assertThat(up(Map.of())).contains("The next start will be faster");
        assertThat(allCalls().getFirst())
                .as("what cannot start is refused before")
                .endsWith("Main up --port 0" + CHECK);
        Path cache = cache();
        assertThat(calls())
                .hasSize(2)
                .anySatisfy(training ->
                        assertThat(training).contains("-XX:AOTCacheOutput=").contains(" --train "))
                .anySatisfy(
                        start -> assertThat(start).doesNotContain("AOTCache").endsWith("Main up --port 0"));

        assertThat(up(Map.of())).isEmpty();
        assertThat(calls()).hasSize(3);
        assertThat(calls().getLast()).contains("-XX:AOTCache=" + cache).contains("-XX:AOTMode=auto");
    }

    @Test
    void anotherBuildAnotherJdkAndOtherOptionsNeedAnotherCache() throws Exception {
        up(Map.of());
        Path first = cache();
        Files.writeString(home.resolve("target/.built-up"), "another day");
        up(Map.of());
        Path ofTheBuild = cacheOtherThan(first);
        Files.writeString(jar, "changed by another program than the launcher");
        up(Map.of());
        Path ofTheJar = cacheOtherThan(ofTheBuild);
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"25.0.2\"\n");
        up(Map.of());
        Path ofTheJdk = cacheOtherThan(ofTheJar);
        up(Map.of("DIBAO_JAVA_OPTIONS", "-Xmx2g"));
        cacheOtherThan(ofTheJdk);
        assertThat(caches()).as("old ones are deleted").hasSize(1);
    }

    @Test
    void aFailedTrainingRunIsToldAndNotRepeatedAndStopsNothing() throws Exception {
        Files.createFile(folder.resolve("no-training"));
        up(Map.of());
        assertThat(cache()).isEmptyFile();
        assertThat(up(Map.of())).contains("dibao-training.log");
        assertThat(calls()).hasSize(3);
        assertThat(calls().getLast()).doesNotContain("AOTCache").endsWith("org.dibao.standalone.Main up --port 0");
    }

    @Test
    void aMistypedOptionIsRefusedBeforeAnyBuild() throws Exception {
        Files.delete(home.resolve("target/.built-up"));
        Process start = launcher(Map.of(), "up", "-d", "--porrt=0").start();
        assertThat(start.waitFor()).isEqualTo(2);
        assertThat(new String(start.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .startsWith("dibao: Unknown option \"--porrt\"")
                .doesNotContain("Building");
        assertThat(home.resolve("target/.build-began")).doesNotExist();
    }

    @Test
    void anInstanceThatRunsIsToldBeforeAnyBuild() throws Exception {
        Files.delete(home.resolve("target/.built-up"));
        Path data = Files.createDirectories(folder.resolve("some data"));
        Process running = new ProcessBuilder("sh", "-c", "read line", "org.dibao.standalone.Main").start();
        try {
            runFile(running.pid()).write(data);

            for (List<String> options :
                    List.of(List.of("--data", data.toString()), List.of("-d", "--data=" + data), List.<String>of())) {
                assertThat(refused(options, Map.of("DIBAO_DATA", data.toString())))
                        .isEqualTo(("dibao: Dibao runs already, at http://127.0.0.1:1 (process %d, data in %s)."
                                        + " \"dibao restart --data '%2$s'\" starts it anew, \"dibao stop --data '%2$s'\" ends it;"
                                        + " another one needs a folder of its own (--data) and other ports.%n")
                                .formatted(running.pid(), data));
            }
        } finally {
            running.destroy();
        }
    }

    @Test
    void aTakenPortIsToldBeforeAnyBuild() throws Exception {
        Files.delete(home.resolve("target/.built-up"));
        try (var taken = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            assertThat(refused(List.of("--port", "" + port), Map.of()))
                    .isEqualTo(
                            ("dibao: Port %d is taken: stop the process that listens there, or start with another one,"
                                            + " such as --port %d.%n")
                                    .formatted(port, port + 1));
            assertThat(refused(List.of("--port=0", "--kafka-port=" + port), Map.of()))
                    .contains("such as --kafka-port");
        }
    }

    @Test
    void aProgramThatHasTheNumberOfAnEndedInstanceStopsNoStart() throws Exception {
        Files.delete(home.resolve("target/.built-up"));
        runFile(ProcessHandle.current().pid()).write(Files.createDirectories(folder.resolve("data")));
        Path maven = folder.resolve("bin/mvn");
        Files.createDirectories(maven.getParent());
        Files.writeString(maven, "#!/bin/sh\nmkdir -p '%s'\n".formatted(home.resolve("standalone/target/lib")));
        runnable(maven);

        assertThat(dibao(
                        Map.of(
                                "PATH",
                                maven.getParent() + ":" + System.getenv("PATH"),
                                "DIBAO_DATA",
                                folder.resolve("data").toString()),
                        "up",
                        "--port=0",
                        "--kafka-port=0"))
                .contains("Building Dibao");
    }

    private static RunFile runFile(long process) {
        return RunFileBuilder.builder()
                .pid(process)
                .started(Instant.now())
                .state(RunFile.READY)
                .url("http://127.0.0.1:1")
                .kafka("127.0.0.1:2")
                .log("x")
                .build();
    }

    /** What the launcher says to a start that it refuses without building anything. */
    private String refused(List<String> options, Map<String, String> environment) throws Exception {
        Process start = launcher(
                        environment,
                        Stream.concat(Stream.of("up"), options.stream()).toArray(String[]::new))
                .start();
        assertThat(start.waitFor()).isEqualTo(1);
        assertThat(home.resolve("target/.build-began")).doesNotExist();
        return new String(start.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void theLauncherKnowsEveryOption() throws Exception {
        String known = Files.readString(Path.of("..", "dibao"))
                .lines()
                .filter(line -> line.strip().startsWith("--data |"))
                .map(line -> " " + line.strip().replace(')', ' '))
                .collect(Collectors.joining());
        assertThat(Stream.of(new UpCommand(), new RestartCommand())
                        .flatMap(command -> new CommandLine(command).getCommandSpec().options().stream())
                        .map(OptionSpec::longestName))
                .allSatisfy(option -> assertThat(known).contains(" " + option + " "));
    }

    @Test
    void whatIsMistypedIsRefusedBeforeAnyTraining() throws Exception {
        Files.createFile(folder.resolve("mistyped"));
        Process start = launcher(Map.of(), "up", "--port", "0").start();
        assertThat(start.waitFor()).isEqualTo(2);
        assertThat(new String(start.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEmpty();
        assertThat(calls()).isEmpty();
        assertThat(caches()).isEmpty();
    }

    @Test
    void aRestartHasNoCacheMade() throws Exception {
        Files.createFile(home.resolve("target/.built-cli"));
        Files.createDirectories(home.resolve("command-line/target"));
        Files.createFile(home.resolve("command-line/target/command-line-1.jar"));
        assertThat(dibao(Map.of(), "restart", "--port", "0")).isEmpty();
        assertThat(calls().getLast())
                .endsWith("org.dibao.standalone.Main restart --port 0")
                .doesNotContain("AOTCache");
        assertThat(calls()).noneMatch(call -> call.contains("--train"));

        up(Map.of());
        cache();
        dibao(Map.of(), "restart", "--port", "0");
        assertThat(calls().getLast()).contains("-XX:AOTCache=");
    }

    @Test
    void anEndedTrainingRunLeavesNothingBehind() throws Exception {
        Path temporary = Files.createDirectories(folder.resolve("tmp"));
        Files.writeString(
                jdk.resolve("bin").resolve("java"),
                "#!/bin/sh\ncase \"$*\" in *--train*) ls \"%2$s\" >\"%1$s/ended\"; kill -TERM $PPID ;; esac\n"
                        .formatted(folder, temporary));
        up(Map.of("TMPDIR", temporary.toString()));
        await().untilAsserted(() -> assertThat(folder.resolve("ended")).isNotEmptyFile());
        await().untilAsserted(() -> assertThat(temporary).isEmptyDirectory());
        assertThat(caches()).isEmpty();
    }

    @Test
    void theFirstStartCanWaitForTheCache() throws Exception {
        assertThat(up(Map.of("DIBAO_AOT", "wait"))).contains("A training run comes first");
        assertThat(calls()).hasSize(2);
        assertThat(calls().getLast()).contains("-XX:AOTCache=" + cache());
        assertThat(up(Map.of("DIBAO_AOT", "wait"))).isEmpty();
    }

    @Test
    void itCanBeSwitchedOff() throws Exception {
        assertThat(up(Map.of("DIBAO_AOT", "off"))).isEmpty();
        assertThat(calls()).hasSize(1);
        assertThat(calls().getFirst()).doesNotContain("AOTCache");
    }

    @Test
    void theTrainingRunKnowsNoSettingsOfTheRealInstance() throws Exception {
        Files.writeString(
                jdk.resolve("bin").resolve("java"),
                "#!/bin/sh\nname=instance\ncase \"$*\" in *--train*) name=training ;; esac\nenv >\"%s/$name\"\n"
                        .formatted(folder));
        up(Map.of("DIBAO_INDEX_NOW_KEY", "real"));
        assertThat(folder.resolve("instance")).content().contains("DIBAO_INDEX_NOW_KEY=real");
        await().untilAsserted(() -> assertThat(folder.resolve("training"))
                .content()
                .contains("PATH=")
                .doesNotContain("DIBAO_INDEX_NOW_KEY"));
    }

    /** The only cache, as soon as it is there. */
    private Path cache() {
        return await().until(this::caches, it -> it.size() == 1).getFirst();
    }

    private Path cacheOtherThan(Path former) {
        return await().until(this::caches, it -> it.size() == 1 && !it.contains(former))
                .getFirst();
    }

    private List<Path> caches() throws IOException {
        try (var caches = Files.list(home.resolve("standalone/target/aot"))) {
            return caches.toList();
        }
    }

    /** How the JVM was started, apart from a look at the command line. */
    private List<String> calls() throws IOException {
        return allCalls().stream().filter(call -> !call.endsWith(CHECK)).toList();
    }

    private List<String> allCalls() throws IOException {
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
