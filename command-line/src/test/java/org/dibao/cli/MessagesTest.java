package org.dibao.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertPathBuilderException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people read when something is not as they meant it. */
@Timeout(30)
class MessagesTest {
    @TempDir
    Path data;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pubish a.md            | Unknown command \"pubish\": did you mean \"publish\"",
                "frobnicate             | Unknown command \"frobnicate\".",
                "key now                | Unknown argument \"now\".",
                "status --jsn           | Unknown option \"--jsn\"",
                "site put title=x       | Unknown command \"put\"",
                "events --count many    | --count: \"many\" is not a whole number.",
                "events --count -3      | --count is -3; it must be 1 or more, or 0 for no end.",
                "events --format xml    | --format: \"xml\" is none of text, json, cloudevents.",
                "list --limit 0         | --limit is 0; it must not be less than 1.",
                "move a river.html      | \"river.html\" does not begin with a slash; write it as /river/ferry.html.",
                "import nosuch          | There is no nosuch: give a folder",
                "import pom.xml         | pom.xml is not an export of WordPress, whose .xml files can be imported.",
                "import ../mvnw.cmd     | mvnw.cmd is neither a folder nor an article",
                "show                   | ID is missing.",
                "site set               | No setting is given: write one as",
                "events --count         | --count has no value: write it as --count=N.",
                "list --limit 5 --limit 6 | --limit is given more than once.",
                "list --drafts --scheduled | Only one of these can be given: --drafts, --scheduled.",
                "subscriptions create http://a/ --header b | --header: \"b\" is not NAME=VALUE.",
                "list --json=perhaps    | --json: \"perhaps\" is not",
                "set ferry tags=a,b     | \"tags=a,b\" has a comma: write a list as 'tags=[\"a\",\"b\"]',",
                "set ferry tags=[a,b]   | \"tags=[a,b]\" has a comma: write a list as 'tags=[\"a\",\"b\"]',",
                "site set title         | \"title\" has no value: write it as title=\"River Gazette\".",
            })
    void aWrongCommandLineIsToldInASentence(String line, String message) {
        Run run = Run.dibao(line.split(" "));
        assertThat(run.exit()).isEqualTo(Exit.USAGE);
        assertThat(run.err()).startsWith("dibao: " + message).doesNotContain("index", "option option", "Usage:");
    }

    @Test
    void anAddressThatDoesNotAnswerIsToldAtOnceWithItsReason() throws Exception {
        assertThat(Run.dibao("list", "--url", "http://nosuch.invalid", "--data", data.toString())
                        .err())
                .contains("there is no host of this name")
                .doesNotContain("nothing listens", "dibao up");
        var untrusted = new SSLHandshakeException("PKIX path building failed: sun.security…");
        untrusted.initCause(new CertPathBuilderException("unable to find valid certification path"));
        assertThat(Unreachable.of(untrusted).why()).isEqualTo("its certificate is not trusted by this machine");
        assertThat(Unreachable.of(untrusted).forGood()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "501, text/html;charset=utf-8", // what Python's http.server answers to a POST
        "404, text/html;charset=utf-8",
        "404, text/plain",
        "405, text/html",
        "200, text/html",
    })
    void anotherProgramAtTheAddressIsCalledThat(int status, String type) throws Exception {
        Path article = Files.writeString(data.resolve("2026-11-24-ferry.md"), "---\ntitle: Ferry\n---\nIt sails.\n");
        try (var server = new SmallServer(
                "/", exchange -> SmallServer.answer(exchange, status, type, "<!DOCTYPE HTML><p>Not Dibao."))) {
            String[] target = {"--url", server.url(), "--key", "k", "--data", data.toString()};
            String told = server.url() + " (what answers there is not Dibao, with status " + status
                    + "): give Dibao's address with --url, or end the program that listens there.";

            Run publish = Run.dibao(Stream.concat(Stream.of("publish", article.toString()), Stream.of(target))
                    .toArray(String[]::new));
            Run list = Run.dibao(
                    Stream.concat(Stream.of("list"), Stream.of(target)).toArray(String[]::new));
            Run shown = Run.dibao(
                    Stream.concat(Stream.of("status"), Stream.of(target)).toArray(String[]::new));
            Run doctor = Run.dibao(
                    Stream.concat(Stream.of("doctor"), Stream.of(target)).toArray(String[]::new));

            assertThat(publish.err()).isEqualTo("dibao: Dibao cannot be reached at " + told + System.lineSeparator());
            assertThat(publish.exit()).isEqualTo(Exit.UNREACHABLE);
            assertThat(list.err()).isEqualTo(publish.err());
            assertThat(shown.out())
                    .contains("DOWN", "what answers there is not Dibao", "Give Dibao's address with --url")
                    .doesNotContain("dibao up");
            assertThat(shown.exit()).isEqualTo(Exit.UNREACHABLE);
            assertThat(doctor.out()).contains("what answers there is not Dibao").doesNotContain("dibao status");
        }
    }

    @Test
    void aWrongKeyDoesNotMakeTheSiteLookDown() {
        try (var server = new SmallServer(
                "/api/status",
                exchange -> SmallServer.answer(
                        exchange, 401, "application/problem+json", "{\"title\":\"Unauthorized\"}"))) {
            Run run = Run.dibao("status", "--url", server.url(), "--key", "wrong", "--data", data.toString());
            assertThat(run.exit()).isEqualTo(Exit.REFUSED);
            assertThat(run.out()).contains("up").contains("the key is wrong").doesNotContain("DOWN");
        }
    }

    @Test
    void aKeyThatDibaoDoesNotKeepIsNotReplacedByAnOldOne() throws Exception {
        Files.writeString(data.resolve("api-key"), "of another day\n");
        RunFileBuilder.builder()
                .pid(ProcessHandle.current().pid())
                .started(ProcessHandle.current().info().startInstant().orElse(Instant.now()))
                .state(RunFile.READY)
                .url("http://127.0.0.1:1")
                .kafka("127.0.0.1:2")
                .log("x")
                .ownKey(true)
                .build()
                .write(data);
        Run run = Run.dibao("key", "--data", data.toString());
        assertThat(run.exit()).isEqualTo(Exit.REFUSED);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("DIBAO_API_KEY");
    }

    @Test
    void aWithdrawalIsPrintedWithWhatWasWithdrawn() {
        var event = LenientJson.read(
                "{\"position\":7,\"event\":\"withdrawn\",\"article\":\"2026-ferry\",\"formerPath\":\"/ferry.html\"}");
        assertThat(OutputFormat.text.line(event, "", "")).contains("withdrawn", "2026-ferry", "/ferry.html");
        var erased = LenientJson.read(
                "{\"position\":8,\"event\":\"erased\",\"article\":\"2026-ferry\",\"formerPath\":\"/ferry.html\"}");
        assertThat(OutputFormat.text.line(erased, "", "")).isEqualTo("8  erased     2026-ferry  /ferry.html");
        assertThat(OutputFormat.cloudevents.line(erased, "", "")).contains("org.dibao.publication.erased.v2");
    }

    @Test
    void aLineHasNoBlanksAtItsEnd() {
        var event = LenientJson.read("{\"position\":8,\"event\":\"site-changed\"}");
        assertThat(OutputFormat.text.line(event, "", "")).isEqualTo("8  changed    the site's settings");
        try (var server = new SmallServer(
                "/api/articles/ferry",
                exchange -> SmallServer.answer(
                        exchange, 200, "application/json", "{\"article\":\"ferry\",\"outcome\":\"withdrawn\"}"))) {
            Run run = Run.dibao("withdraw", "ferry", "--url", server.url(), "--key", "k", "--data", data.toString());
            assertThat(run.out())
                    .isEqualTo("withdrawn  ferry  off the site; what it is now: dibao show ferry"
                            + System.lineSeparator());
        }
    }

    @Test
    void aNewPatternOfAddressesSaysWhatStays() {
        try (var server = changing(
                "{\"outcome\":\"site-changed\",\"language\":\"en\"}",
                "{\"articles\":[{\"path\":\"/a.html\"},{\"path\":\"/b.html\"}]}")) {
            List<String> target = List.of("--url", server.url(), "--key", "k", "--data", data.toString());
            assertThat(set(target, "permalink=pretty").out())
                    .contains(
                            "changed    the site's settings", "2 live articles keep their addresses, such as /a.html");
            assertThat(set(target, "title=x").out()).doesNotContain("keep their addresses");
            assertThat(set(target, "language=en").out())
                    .as("no address depends on it")
                    .isEqualTo("changed    the site's settings%n  language: \"en\" (unchanged)%n".formatted());
            assertThat(set(target, "language=fr").out()).contains("Dibao has no texts in fr", "texts/fr.properties");
        }
    }

    @Test
    void aNewTimeZoneSaysWhatBecomesOfDates() {
        try (var server = changing(
                "{\"outcome\":\"site-changed\",\"timeZone\":\"UTC\"}",
                "{\"articles\":[{\"path\":\"/a.html\",\"date\":\"2026-12-05T00:00+08:00\"}]}")) {
            List<String> target = List.of("--url", server.url(), "--key", "k", "--data", data.toString());
            assertThat(set(target, "timeZone=UTC").out())
                    .contains("1 live article keeps its address, /a.html, ")
                    .contains("Times of publication do not change; pages show them in the new time zone:"
                            + " 2026-12-05 00:00:00 +08:00 as 2026-12-04 16:00:00 +00:00.");
            assertThat(set(target, "permalink=pretty").out()).doesNotContain("publication do not");
        }
    }

    /** A site whose settings are changed. */
    private static SmallServer changing(String receipt, String articles) {
        return new SmallServer(
                "/api",
                exchange -> SmallServer.answer(
                        exchange,
                        200,
                        "application/json",
                        exchange.getRequestURI().getPath().equals("/api/site") ? receipt : articles));
    }

    private static Run set(List<String> target, String setting) {
        return Run.dibao(Stream.concat(Stream.of("site", "set", setting), target.stream())
                .toArray(String[]::new));
    }

    @Test
    void aFileThatIsNotThereIsCalledThat() {
        Run run = Run.dibao(
                "publish",
                "nosuch.md",
                "nosuch",
                "--url",
                "http://127.0.0.1:1",
                "--key",
                "k",
                "--data",
                data.toString());
        assertThat(run.exit()).isEqualTo(Exit.REFUSED);
        assertThat(run.out())
                .contains("unsent     nosuch.md  there is no such file")
                .contains("unsent     nosuch  there is no such file");
    }
}
