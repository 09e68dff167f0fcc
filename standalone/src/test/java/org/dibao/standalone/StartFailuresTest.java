package org.dibao.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dibao.cli.GivenOptions;
import org.dibao.cli.RunFile;
import org.dibao.cli.RunFileBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import reactor.netty.ChannelBindException;

/** Each failure is one sentence that says what to do. */
class StartFailuresTest {
    @TempDir
    Path folder;

    @Test
    void aSecondStartSaysAtOnceThatDibaoRunsAndWhereAndWhatToDo() {
        try (var first = DataFolder.open(folder)) {
            long process = ProcessHandle.current().pid();
            runs(first);
            for (String way : List.of("--check", "--detach", "--in-background")) {
                assertThat(failed(way, "--data", folder.toString()))
                        .as(way)
                        .isEqualTo(("dibao: Dibao runs already, at http://127.0.0.1:1 (process %d, data in %s)."
                                        + " \"dibao restart --data '%2$s'\" starts it anew, \"dibao stop --data '%2$s'\" ends it;"
                                        + " another one needs a folder of its own (--data) and other ports.%n")
                                .formatted(process, folder));
            }
            assertThat(folder.resolve("dibao.log")).doesNotExist();
        }
        try (var again = DataFolder.open(folder)) {
            assertThat(again.path()).isEqualTo(folder);
        }
    }

    @Test
    void whatIsErasedWhileDibaoRunsIsToldToStopIt() {
        try (var first = DataFolder.open(folder)) {
            runs(first);

            assertThat(failed(new EraseCommand(), "ferry", "--reason", "x", "--data", folder.toString()))
                    .isEqualTo(("dibao: Dibao runs, at http://127.0.0.1:1 (process %d, data in %s)."
                                    + " An article is erased while it is stopped: \"dibao stop --data '%2$s'\" first.%n")
                            .formatted(ProcessHandle.current().pid(), folder));
            assertThat(folder.resolve("dibao.log")).doesNotExist();
        }
    }

    private static void runs(DataFolder folder) {
        RunFileBuilder.builder()
                .pid(ProcessHandle.current().pid())
                .started(ProcessHandle.current().info().startInstant().orElse(Instant.now()))
                .state(RunFile.READY)
                .url("http://127.0.0.1:1")
                .kafka("127.0.0.1:2")
                .log("x")
                .build()
                .write(folder.path());
    }

    @Test
    void aFolderThatSomethingElseUsesIsNamed() {
        try (var first = DataFolder.open(folder)) {
            assertThatThrownBy(() -> DataFolder.open(first.path()))
                    .isInstanceOf(StartFailed.class)
                    .hasMessage("Another process uses the folder " + folder
                            + ": wait until it has ended, or choose another folder with --data.");
        }
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> DataFolder.open(file))
                .isInstanceOf(StartFailed.class)
                .hasMessageContaining("--data");
    }

    @Test
    void aTakenPortIsToldBeforeAnythingStartsAndTheFolderIsFreeAgain() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            assertThatThrownBy(
                            () -> Standalone.start(Options.onFreePorts(folder).withPorts(port, 0)))
                    .isInstanceOf(StartFailed.class)
                    .hasMessageContaining("Port " + port)
                    .hasMessageContaining("--port");
            assertThatThrownBy(
                            () -> Standalone.start(Options.onFreePorts(folder).withPorts(0, port)))
                    .isInstanceOf(StartFailed.class)
                    .hasMessageContaining("--kafka-port");
            assertThat(failed("--check", "--data", folder.toString(), "--port", "" + port, "--kafka-port", "0"))
                    .as("before any training")
                    .contains("Port " + port + " is taken");
            DataFolder.open(folder).close();
        }
    }

    @Test
    void aPortThatIsTakenWhileItStartsIsToldWithTheOptionToo() {
        FixedPorts ports = new FixedPorts(new Options(folder, 8080, 0, 9080, null, Map.of()));
        var cause = new IllegalStateException("taken");
        assertThat(ports.taken(8080, cause)).hasMessageContaining("--port 8081");
        assertThat(ports.taken(9083, cause)).hasMessageContaining("--management-port 9084");
        assertThat(ports.taken(40_000, cause)).hasMessage("Port 40000 is taken: stop the process that listens there.");
    }

    @Test
    void theSiteAndKafkaCannotHaveTheSamePort() {
        assertThatThrownBy(() -> Options.in(folder).withPorts(9000, 9000))
                .hasMessage("--port and --kafka-port are both 9000: give one of them another port.");
        assertThat(Options.in(folder).withPorts(0, 0).port()).isZero();
    }

    @Test
    void aPortOfAllServicesAtOnceIsRefusedWithTheOptionThatIsMeant() {
        assertThatThrownBy(() -> Options.in(folder).with("server.port", "9000")).hasMessageContaining("--port");
        assertThatThrownBy(() -> Options.in(folder).with("management.server.port", "9000"))
                .hasMessageContaining("--management-port");
    }

    @Test
    void aWrongSettingIsToldWithItsNameItsValueAndWhatIsAllowed() {
        assertThatThrownBy(() ->
                        Standalone.start(Options.onFreePorts(folder).with("dibao.ingest.limits.title-chars", "many")))
                .isInstanceOf(StartFailed.class)
                .hasMessage(
                        "The ingest service could not start: dibao.ingest.limits.title-chars is \"many\"; it must be a"
                                + " whole number");
        assertThatThrownBy(
                        () -> Standalone.start(Options.onFreePorts(folder).with("dibao.gateway.pages.restyling", "0")))
                .isInstanceOf(StartFailed.class)
                .hasMessage(
                        "The gateway service could not start: dibao.gateway.pages.restyling is \"0\"; it must be 1 or"
                                + " more");
    }

    @Test
    void aWrongSettingIsToldBeforeAnythingStarts() {
        assertThatThrownBy(() -> given("--set", "dibao.gateway.pages.cache-size=lots"))
                .isInstanceOf(StartFailed.class)
                .hasMessage("dibao.gateway.pages.cache-size is \"lots\"; it must be a size, such as 512KB or 16MB."
                        + " Nothing was started or stopped.");
        assertThatThrownBy(() -> given("--set", "dibao.delivery.target.allow=127.0.0.1:80"))
                .hasMessageContaining("dibao.delivery.target.allow is \"127.0.0.1:80\"");
        assertThat(given("--set", "dibao.topics.articles=a", "--set", "dibao.delivery.target.allow=127.0.0.1")
                        .settings())
                .hasSize(2);
    }

    @Test
    void theManagementPortsAreFixedWhereTheGatewaysIs() {
        assertThat(managementPort()).isEqualTo(9080);
        assertThat(managementPort("--port", "0")).isZero();
        assertThat(managementPort("--port", "8090")).isZero();
        assertThat(managementPort("--management-port", "9500")).isEqualTo(9500);
    }

    private int managementPort(String... arguments) {
        return Options.of(folder, given(arguments)).managementPort();
    }

    private static GivenOptions given(String... arguments) {
        StartOptions options = new StartOptions();
        new CommandLine(options).parseArgs(arguments);
        return options.given();
    }

    @Test
    void aRestartHasTheOptionsOfTheLastStartUnlessOthersAreGiven() throws Exception {
        given("--port", "8090", "--set", "dibao.render.theme-dir=/srv/theme", "--set", "dibao.api-key=secret")
                .write(folder);
        assertThat(Files.getPosixFilePermissions(folder.resolve("options.json")))
                .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        assertThat(given("--kafka-port", "9095", "--set", "dibao.render.theme-dir=/srv/other")
                        .over(GivenOptions.read(folder))
                        .arguments())
                .containsExactly(
                        "--port",
                        "8090",
                        "--kafka-port",
                        "9095",
                        "--set",
                        "dibao.render.theme-dir=/srv/other",
                        "--set",
                        "dibao.api-key=secret");
    }

    @Test
    void aRestartStopsNothingIfItIsMistypedOrLacksTheKey() throws Exception {
        Process process = new ProcessBuilder("sleep", "60").start();
        try {
            RunFileBuilder.builder()
                    .pid(process.pid())
                    .started(process.info().startInstant().orElse(Instant.now()))
                    .state(RunFile.READY)
                    .url("http://127.0.0.1:1")
                    .kafka("127.0.0.1:2")
                    .log("x")
                    .ownKey(true)
                    .build()
                    .write(folder);
            for (List<String> mistyped : List.of(
                    List.of("--help"),
                    List.of("--prot", "9000"),
                    List.of("--port", "70000"),
                    List.of("--set", "dibao.gatewy.adress=0.0.0.0"),
                    List.of("--set", "dibao.gateway.pages.cache-size=lots"),
                    List.<String>of())) {
                var line = new CommandLine(new RestartCommand()).setErr(new PrintWriter(Writer.nullWriter()));
                line.setOut(line.getErr())
                        .execute(Stream.concat(mistyped.stream(), Stream.of("--data", folder.toString()))
                                .toArray(String[]::new));
                assertThat(process.isAlive()).as("%s", mistyped).isTrue();
            }
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aVariableThatIsNearlyASettingIsToldAndAnyOtherIsNot() {
        assertThat(KnownSettings.ofClassPath()
                        .misspelt(List.of(
                                "DIBAO_GATEWAY_ADRESS",
                                "DIBAO_GATEWAY_ADDRESS",
                                "DIBAO_RENDER_THEMEDIR",
                                "DIBAO_DELIVERY_TARGET_ALLOW_0",
                                "DIBAO_API_KEY",
                                "DIBAO_URL",
                                "DIBAO_DATA",
                                "DIBAO_PORT",
                                "DIBAO_DOMAIN",
                                "DIBAO_JAVA_OPTIONS",
                                "PATH")))
                .containsExactly(
                        "DIBAO_GATEWAY_ADRESS is no setting and has no effect: did you mean DIBAO_GATEWAY_ADDRESS?");
    }

    @Test
    void aSettingThatNobodyReadsIsRefusedWithTheNearestName() {
        KnownSettings known = KnownSettings.ofClassPath();
        assertThatThrownBy(() -> known.requireAll(List.of("dibao.gatewy.adress")))
                .isInstanceOf(StartFailed.class)
                .hasMessageContaining("no setting \"dibao.gatewy.adress\" (did you mean dibao.gateway.address?)");
        assertThatThrownBy(() -> known.requireAll(List.of("colour"))).hasMessageContaining("no setting \"colour\":");
        known.requireAll(List.of(
                "dibao.gateway.address",
                "dibao.api-key",
                "dibao.apiKey",
                "dibao.delivery.target.allow[0]",
                "dibao.ingest.limits.titleChars",
                "dibao.service-secret",
                "dibao.store.mongo-uri",
                "dibao.topics.articles",
                "logging.level.org.dibao",
                "spring.main.banner-mode",
                "management.endpoint.health.show-details"));
    }

    @Test
    void anAddressThatIsNotThisMachinesNamesItsSetting() {
        var starter = new ServiceStarter(new FixedPorts(Options.onFreePorts(folder)), ProgressListener.SILENT);
        var cause = ChannelBindException.fail(
                new InetSocketAddress("192.0.2.1", 80), new IOException("Cannot assign requested address"));
        assertThat(starter.failure(Service.GATEWAY, new IllegalStateException(cause)))
                .hasMessageContaining("dibao.gateway.address")
                .hasMessageContaining("0.0.0.0");
    }

    @Test
    void aPortOutOfRangeIsAUsageError() {
        assertThatThrownBy(() -> Options.in(folder).withPorts(70000, 0)).hasMessageContaining("--port");
    }

    @Test
    void whereNoFolderCanBeIsToldBeforeAnyTrainingAndWithoutALogThatCannotBe() throws IOException {
        Path file = Files.createFile(folder.resolve("a-file"));
        String told =
                "dibao: The folder %s cannot be written (it is a file): make it writable for this user, or choose another one with --data.\n"
                        .formatted(file);
        assertThat(failed("--check", "--data", file.toString())).isEqualTo(told);
        assertThat(failed("--detach", "--data", file.toString())).isEqualTo(told);
        assertThat(failed("--check", "--data", file.resolve("below").toString()))
                .contains("cannot be written (not a directory)");
    }

    @Test
    void aSettingWithoutAValueIsToldWithHowToWriteIt() {
        assertThat(failed("--data", folder.toString(), "--set", "foo"))
                .isEqualTo("dibao: \"--set foo\" has no value: write it as --set name=value, such as --set"
                        + " dibao.gateway.address=0.0.0.0.\n");
        assertThat(failed("--check", "--data", folder.toString(), "--set", "colour=red"))
                .as("before anything is started, and before the launcher begins a training run")
                .startsWith("dibao: There is no setting \"colour\"");
    }

    @Test
    void theLogIsNamedOnlyWhereItSaysMore() {
        String log = System.getProperty("dibao.log");
        System.clearProperty("dibao.log");
        try {
            Exception deep = new StartFailed("Kafka has not started.", new IOException("broken"));
            assertThat(told(deep)).isEqualTo("dibao: Kafka has not started.\n");
            System.setProperty("dibao.log", "data/dibao.log");
            assertThat(told(deep)).isEqualTo("dibao: Kafka has not started.\nDetails are in the log: data/dibao.log\n");
            assertThat(told(new StartFailed("The folder is in use."))).isEqualTo("dibao: The folder is in use.\n");
        } finally {
            if (log == null) {
                System.clearProperty("dibao.log");
            } else {
                System.setProperty("dibao.log", log);
            }
        }
    }

    private static String failed(String... line) {
        return failed(new UpCommand(), line);
    }

    private static String failed(Object command, String... line) {
        StringWriter err = new StringWriter();
        CommandLine it = new CommandLine(command);
        it.setExecutionExceptionHandler(new StartErrors());
        it.setErr(new PrintWriter(err, true));
        assertThat(it.execute(line)).isEqualTo(1);
        return err.toString();
    }

    private static String told(Exception failure) {
        StringWriter err = new StringWriter();
        CommandLine line = new CommandLine(new UpCommand());
        line.setErr(new PrintWriter(err, true));
        try {
            assertThat(new StartErrors().handleExecutionException(failure, line, line.parseArgs()))
                    .isEqualTo(1);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        return err.toString();
    }
}
