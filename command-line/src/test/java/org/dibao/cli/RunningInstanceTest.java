package org.dibao.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class RunningInstanceTest {
    @TempDir
    Path data;

    @Test
    void addressAndKeyComeFromOptionsThenTheEnvironmentThenTheRunningInstance() throws Exception {
        Files.writeString(data.resolve("api-key"), "kept\n");
        runFile(ProcessHandle.current(), "http://127.0.0.1:4711").write(data);
        var options = new TargetOptions();
        options.data = data;
        assertThat(options.target(Map.of()))
                .extracting(Target::url, Target::key)
                .containsExactly("http://127.0.0.1:4711", "kept");

        var env = Map.of("DIBAO_URL", "https://news.example/", "DIBAO_API_KEY", "from-env");
        assertThat(options.target(env))
                .extracting(Target::url, Target::key)
                .containsExactly("https://news.example", "from-env");

        options.url = "http://127.0.0.1:1";
        options.key = "given";
        assertThat(options.target(env))
                .extracting(Target::url, Target::key)
                .containsExactly("http://127.0.0.1:1", "given");
    }

    @Test
    void whoIsEarlySaysThatTheInstanceIsStillStarting() throws Exception {
        String nobody;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = "http://127.0.0.1:" + socket.getLocalPort();
        }
        RunFile ready = runFile(ProcessHandle.current(), nobody);
        RunFileBuilder.builder(ready).state("starting").build().write(data);
        assertThat(Run.dibao("list", "--data", data.toString()).err())
                .contains(nobody)
                .contains("still starting")
                .doesNotContain("dibao up");
        assertThat(Run.dibao("list", "--data", data.toString(), "--url", "http://127.0.0.1:1")
                        .err())
                .contains("dibao up");
        ready.write(data);
        assertThat(Run.dibao("list", "--data", data.toString()).err()).contains("dibao up");
    }

    @Test
    void aProcessThatEndedIsNotARunningInstance() throws Exception {
        Process process = new ProcessBuilder("sleep", "60").start();
        runFile(process.toHandle(), "http://127.0.0.1:4711").write(data);
        process.destroyForcibly().waitFor();
        var options = new TargetOptions();
        options.data = data;
        assertThat(options.target(Map.of()).url()).isEqualTo("http://127.0.0.1:8080");
        new GivenOptions(9000, null, null, Map.of()).write(data);
        assertThat(options.target(Map.of()).url()).as("where it ran last").isEqualTo("http://127.0.0.1:9000");
        assertThat(Run.dibao("stop", "--data", data.toString()).out()).contains("not running");
    }

    @Test
    void stopEndsTheInstanceAndWaitsForItsEnd() throws Exception {
        Process process = new ProcessBuilder("sleep", "60").start();
        runFile(process.toHandle(), "http://127.0.0.1:4711").write(data);
        Run run = Run.dibao("stop", "--data", data.toString());
        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("has stopped");
        assertThat(process.waitFor(1, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void stopLeavesAnotherProcessAloneThatHasTheSameNumber() throws Exception {
        Process process = new ProcessBuilder("sleep", "60").start();
        try {
            RunFileBuilder.builder()
                    .pid(process.pid())
                    .started(Instant.EPOCH)
                    .state(RunFile.READY)
                    .url("http://127.0.0.1:4711")
                    .kafka("")
                    .log("")
                    .build()
                    .write(data);
            assertThat(Run.dibao("stop", "--data", data.toString()).out()).contains("not running");
            assertThat(process.isAlive()).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void rebuildMovesTheDatabasesAsideUnlessTheInstanceRuns() throws Exception {
        Path file =
                Files.writeString(Files.createDirectories(data.resolve("mongo")).resolve("documents.mv"), "x");
        runFile(ProcessHandle.current(), "http://127.0.0.1:1").write(data);
        assertThat(Run.dibao("rebuild", "--data", data.toString()).exit()).isEqualTo(Exit.REFUSED);
        assertThat(file).exists();
        Files.delete(RunFile.in(data));
        assertThat(Run.dibao("rebuild", "--data", data.toString()).exit()).isZero();
        assertThat(file).doesNotExist();
    }

    @Test
    void aRebuildEndsWithWhatThereIsNow() {
        try (var server = new SmallServer("/api/rebuilds/", exchange -> {
            boolean begins = exchange.getRequestMethod().equals("POST");
            SmallServer.answer(
                    exchange,
                    200,
                    "application/json",
                    begins
                            ? "{\"generation\":0,\"building\":{\"generation\":1,\"done\":7,\"of\":9}}"
                            : "{\"generation\":1}");
        })) {
            Run run = Run.dibao("rebuild", "all", "--url", server.url(), "--key", "k");
            assertThat(run.out().lines())
                    .containsExactly(
                            "store is made anew from the log, and serves: articles and their history.",
                            "render is made anew from the log, and serves: pages.",
                            "search is made anew from the log, and serves: the search index.",
                            "What readers and publishers see is the same as before.");
            assertThat(Run.dibao("rebuild", "serch", "--url", server.url(), "--key", "k")
                            .err())
                    .contains("There is no part \"serch\": the parts are store, render, search and all.");
        }
    }

    @Test
    void statusTellsWhenASubmissionPassedEachStageAndWhatIsUnknown() {
        String trace = """
                {"position": 42, "article": "lanterns", "traceId": "4bf92f3577b34da6a3ce929d0e0e4736", "stages": [
                  {"stage": "accepted", "by": "ingest", "at": "2026-11-27T22:01:02Z", "type": "x.v1"},
                  {"stage": "appended", "by": "ingest", "at": "2026-11-27T22:01:02.126Z"},
                  {"stage": "decided", "by": "store", "at": "2026-11-27T22:01:03.126789012Z", "type": "y.v1"},
                  {"stage": "rendered", "by": "render", "unknown": "not yet"}]}""";
        try (var server = new SmallServer("/api/", exchange -> {
            boolean holder = "Bearer k".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            switch (exchange.getRequestURI().getPath()) {
                case "/api/site" ->
                    SmallServer.answer(exchange, 200, "application/json", "{\"timeZone\":\"Asia/Shanghai\"}");
                case "/api/submissions/42/trace" ->
                    SmallServer.answer(exchange, holder ? 200 : 401, "application/json", trace);
                default -> SmallServer.answer(exchange, 404, "application/json", "{}");
            }
        })) {
            Run run = Run.dibao("status", "--trace", "42", "--url", server.url(), "--key", "k");
            assertThat(run.exit()).isZero();
            assertThat(run.out())
                    .contains(
                            "position 42, article lanterns",
                            "trace    4bf92f3577b34da6a3ce929d0e0e4736",
                            "  accepted  ingest   2026-11-28 06:01:02.000 +08:00             x.v1",
                            "  appended  ingest   2026-11-28 06:01:02.126 +08:00    +126 ms",
                            "  decided   store    2026-11-28 06:01:03.126 +08:00  +1,000 ms  y.v1",
                            "  rendered  render   not yet");
            assertThat(Run.dibao("status", "--trace", "42", "--json", "--url", server.url(), "--key", "k")
                            .out())
                    .contains("\"traceId\":\"4bf92f3577b34da6a3ce929d0e0e4736\"");
            assertThat(Run.dibao("status", "--trace", "43", "--url", server.url(), "--key", "k")
                            .exit())
                    .isEqualTo(Exit.REFUSED);
        }
    }

    @Test
    void statusTellsHealthAndWhereEachServiceStands() {
        try (var server = new SmallServer("/", exchange -> {
            switch (exchange.getRequestURI().getPath()) {
                case "/actuator/health" ->
                    SmallServer.answer(exchange, 503, "application/json", "{\"status\":\"DOWN\"}");
                case "/actuator/prometheus" ->
                    SmallServer.answer(exchange, 200, "text/plain", "# HELP x\ndibao_store_position 17.0\njvm_lag 3\n");
                case "/api/site" ->
                    SmallServer.answer(exchange, 200, "application/json", "{\"timeZone\":\"Asia/Shanghai\"}");
                default ->
                    SmallServer.answer(
                            exchange,
                            200,
                            "application/json",
                            "{\"position\":17,\"following\":true,\"details\":{\"logEnd\":19,\"lag\":2}}");
            }
        })) {
            ProcessHandle self = ProcessHandle.current();
            RunFileBuilder.builder()
                    .pid(self.pid())
                    .started(self.info().startInstant().orElseThrow())
                    .state(RunFile.READY)
                    .url(server.url())
                    .kafka("127.0.0.1:9094")
                    .management(Map.of("store", server.url()))
                    .log("x.log")
                    .build()
                    .write(data);
            Run run = Run.dibao("status", "--data", data.toString());
            String started = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss '+08:00'")
                    .withZone(ZoneId.of("Asia/Shanghai"))
                    .format(self.info().startInstant().orElseThrow());
            assertThat(run.exit()).isEqualTo(Exit.REFUSED);
            assertThat(run.out())
                    .contains(
                            "site       up",
                            "at position 17, 2 behind the log",
                            "process " + self.pid() + " since " + started + ", ready",
                            "store      DOWN  " + server.url(),
                            "has decided everything up to position 17")
                    .doesNotContain("jvm_lag", "dibao_");
            var json = LenientJson.read(
                    Run.dibao("status", "--json", "--data", data.toString()).out());
            assertThat(json.path("services")
                            .path("store")
                            .path("metrics")
                            .path("dibao_store_position")
                            .asInt())
                    .isEqualTo(17);
        }
    }

    @Test
    void aBrokenThemeAndAStaleIndexAreToldByStatusAndTheDoctorKnowsWhatToDo() {
        String health = "{\"status\":\"UP\",\"components\":{\"pages\":{\"status\":\"UP\",\"details\":{\"position\":1}},"
                + "\"search\":{\"status\":\"UP\",\"details\":{\"lag\":500,\"problem\":\"the index is stale\"}},"
                + "\"theme\":{\"status\":\"UP\",\"details\":{\"version\":\"x\",\"problem\":\"templates/article.html:9: there is no titel\"}}}}";
        try (var server = new SmallServer(
                "/",
                exchange -> SmallServer.answer(
                        exchange,
                        200,
                        "application/json",
                        exchange.getRequestURI().getPath().equals("/actuator/health")
                                ? health
                                : "{\"position\":17,\"following\":true}"))) {
            ProcessHandle self = ProcessHandle.current();
            RunFileBuilder.builder()
                    .pid(self.pid())
                    .started(self.info().startInstant().orElseThrow())
                    .state(RunFile.READY)
                    .url(server.url())
                    .kafka("127.0.0.1:9094")
                    .management(Map.of("render", server.url()))
                    .log("x.log")
                    .build()
                    .write(data);

            Run status = Run.dibao("status", "--data", data.toString());
            assertThat(status.out())
                    .contains(
                            "render     up    " + server.url(),
                            "theme problem: templates/article.html:9: there is no titel",
                            "search problem: the index is stale");
            assertThat(status.exit()).as("pages are made all the same").isEqualTo(Exit.OK);

            Run doctor = Run.dibao("doctor", "--data", data.toString());
            assertThat(doctor.out())
                    .contains(
                            "WRONG theme        templates/article.html:9: there is no titel",
                            "dibao.render.theme-dir",
                            "WRONG search       the index is stale",
                            "dibao.render.search.dir");
            assertThat(doctor.exit()).isEqualTo(Exit.REFUSED);
        }
    }

    @Test
    void theDoctorNamesFilesWhoseBytesAreMissing() {
        try (var server = new SmallServer("/", exchange -> {
            String query = String.valueOf(exchange.getRequestURI().getQuery());
            String files = query.contains("after=")
                    ? "{\"files\":[{\"path\":\"/b.png\"}]}"
                    : "{\"files\":[{\"path\":\"/a.png\"}],\"next\":\"/a b.png\"}";
            SmallServer.answer(exchange, 200, "application/json", query.startsWith("missing") ? files : "{}");
        })) {
            Run doctor = Run.dibao("doctor", "--data", data.toString(), "--url", server.url(), "--key", "k");

            assertThat(doctor.out()).contains("WRONG files        no bytes for /a.png, /b.png", "dibao.files.dir");
        }
    }

    @Test
    void theDoctorMissesASiteWhoseAddressWasGiven() {
        Run doctor = Run.dibao(
                "doctor", "--data", data.toString(), "--url", "http://127.0.0.1:1", "--port", "0", "--kafka-port", "0");

        assertThat(doctor.exit()).isEqualTo(Exit.REFUSED);
        assertThat(doctor.out()).contains("WRONG site         nothing listens at http://127.0.0.1:1");
    }

    @Test
    void theDoctorNamesATakenPortAndWhatToDo() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Run run = Run.dibao(
                    "doctor",
                    "--data",
                    data.toString(),
                    "--url",
                    "http://127.0.0.1:1",
                    "--port",
                    String.valueOf(taken.getLocalPort()),
                    "--kafka-port",
                    "0");
            assertThat(run.exit()).isEqualTo(Exit.REFUSED);
            assertThat(run.out()).contains("WRONG port " + taken.getLocalPort(), "--port");
        }
    }

    @Test
    void theKeyIsPrintedAloneSoThatAShellCanUseIt() throws Exception {
        Files.writeString(data.resolve("api-key"), "kept\n");
        assertThat(Run.dibao("key", "--data", data.toString()).out()).isEqualTo("kept" + System.lineSeparator());
    }

    private static RunFile runFile(ProcessHandle process, String url) {
        return RunFileBuilder.builder()
                .pid(process.pid())
                .started(process.info().startInstant().orElseThrow())
                .state(RunFile.READY)
                .url(url)
                .kafka("127.0.0.1:9094")
                .log("dibao.log")
                .build();
    }

    @Test
    void whatWasKilledIsNotSaidToBeReady() throws Exception {
        String nobody;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = "http://127.0.0.1:" + socket.getLocalPort();
        }
        Process process = new ProcessBuilder("sleep", "60").start();
        runFile(process.toHandle(), nobody).write(data);
        assertThat(Run.dibao("status", "--data", data.toString()).out())
                .as("it may be about to end")
                .contains("DOWN", "not answering")
                .doesNotContain("ready");
        process.destroyForcibly().waitFor();
        Run run = Run.dibao("status", "--data", data.toString(), "--url", nobody);
        assertThat(run.exit()).isEqualTo(Exit.UNREACHABLE);
        assertThat(run.out()).contains("DOWN").doesNotContain("ready", "process");
    }

    @Test
    void aDiskThatIsNearlyFullIsToldWithWhatToDo() {
        Check full = DoctorChecks.disk(300L << 20);
        assertThat(full.ok()).isFalse();
        assertThat(full.toString()).contains("300 MiB free", "free some space");
        assertThat(DoctorChecks.disk(300L << 30).ok()).isTrue();
    }
}
