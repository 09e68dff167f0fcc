package org.dibao.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dibao.acceptance.client.Answer;
import org.dibao.acceptance.client.Call;
import org.dibao.acceptance.client.Site;
import org.dibao.acceptance.sample.Archives;
import org.dibao.acceptance.sample.Post;
import org.dibao.acceptance.sample.Unique;
import org.dibao.acceptance.system.Running;
import org.dibao.contract.event.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What cannot be published is refused at once, with the field's name, and leaves nothing behind. */
@ExtendWith(Running.class)
class BadInputTest {

    /** What is wrong, the status and the field that the answer names. */
    record BadPost(String what, int status, String field, String markdown) {
        @Override
        public String toString() {
            return what;
        }
    }

    /** A request as a whole. */
    record BadRequest(String what, int status, String field, java.util.function.Function<Site, Call> call) {
        @Override
        public String toString() {
            return what;
        }
    }

    private final Site site;

    BadInputTest(Site site) {
        this.site = site;
    }

    /** The address that a problem's type names, as a person would look at it. */
    @ParameterizedTest
    @EnumSource(Problem.Type.class)
    void theTypeOfAProblemIsAPageThatExplainsIt(Problem.Type type) {
        Answer page = site.get(Problem.of(type, "detail").uri()).expect(200);
        assertThat(page.required("Content-Type")).startsWith("text/html");
        assertThat(page.text()).contains("<main").contains("noindex");
    }

    static Stream<BadPost> badPosts() {
        Post good = Post.sample();
        String tenTimes = IntStream.range(0, 10).mapToObj(i -> "*a").collect(Collectors.joining(","));
        String bomb = "a: &a [x,x,x,x,x,x,x,x,x,x]\n"
                + IntStream.range(0, 9)
                        .mapToObj(i -> (char) ('b' + i) + ": &" + (char) ('b' + i) + " ["
                                + tenTimes.replace('a', (char) ('a' + i)) + "]\n")
                        .collect(Collectors.joining());
        String deep = "x: " + "[".repeat(20_000) + "]".repeat(20_000) + "\n";
        return Stream.of(
                new BadPost(
                        "no title",
                        422,
                        "title",
                        good.without("title").named("x").markdown()),
                new BadPost("an empty title", 422, "title", good.titled(" ").markdown()),
                new BadPost("broken YAML", 400, "front matter", "---\ntitle: \"never closed\ndate: [\n---\ntext"),
                new BadPost("a YAML alias bomb", 400, "front matter", "---\ntitle: bomb\n" + bomb + "---\ntext"),
                new BadPost("YAML nested without end", 400, "front matter", "---\ntitle: deep\n" + deep + "---\ntext"),
                new BadPost(
                        "an unparsable date",
                        422,
                        "date",
                        good.with("date", "next Tuesday").markdown()),
                new BadPost(
                        "an impossible date",
                        422,
                        "date",
                        good.with("date", "2024-02-30 10:00:00 +0800").markdown()),
                new BadPost(
                        "a permalink with ..",
                        422,
                        "permalink",
                        good.with("permalink", "/news/../../etc/passwd").markdown()),
                new BadPost(
                        "a permalink with an encoded slash",
                        422,
                        "permalink",
                        good.with("permalink", "/news/a%2Fb.html").markdown()),
                new BadPost(
                        "a permalink with an encoded ..",
                        422,
                        "permalink",
                        good.with("permalink", "/news/%2e%2e/a.html").markdown()),
                new BadPost(
                        "a permalink under /api/",
                        422,
                        "permalink",
                        good.with("permalink", "/api/articles").markdown()),
                new BadPost(
                        "a permalink under /assets/",
                        422,
                        "permalink",
                        good.with("permalink", "/assets/site.css").markdown()),
                new BadPost(
                        "a permalink under /desk/",
                        422,
                        "permalink",
                        good.with("permalink", "/desk/").markdown()),
                new BadPost(
                        "the front page as permalink",
                        422,
                        "permalink",
                        good.with("permalink", "/").markdown()),
                new BadPost(
                        "201 categories",
                        422,
                        "categories",
                        good.with("categories", words(201)).markdown()),
                new BadPost(
                        "1001 tags", 422, "tags", good.with("tags", words(1001)).markdown()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badPosts")
    void aBadPostIsRefused(BadPost bad) {
        String name = Unique.word("bad") + ".md";
        refused(
                bad.status(),
                bad.field(),
                site.publisher("POST", "/api/articles")
                        .with("Slug", name)
                        .waiting()
                        .body("text/markdown", bad.markdown()));
        site.getWithKey("/api/articles/" + name.replace(".md", "")).expectProblem(404);
    }

    static final List<BadRequest> badRequests = List.of(
            new BadRequest("a body of 10 MB", 413, "", site -> posting(site, "text/markdown", zhong(10 << 20))),
            new BadRequest(
                    "not UTF-8",
                    400,
                    "body",
                    site -> posting(
                            site,
                            "text/markdown",
                            "---\ntitle: latin\n---\n caf\u00e9".getBytes(StandardCharsets.ISO_8859_1))),
            new BadRequest(
                    "a content type that nobody knows",
                    415,
                    "Content-Type",
                    site -> posting(site, "application/pdf", "%PDF-1.7".getBytes(StandardCharsets.UTF_8))),
            new BadRequest("no content type", 415, "Content-Type", site -> site.publisher("POST", "/api/articles")),
            new BadRequest(
                    "malformed JSON",
                    400,
                    "body",
                    site -> posting(site, "application/json", "{\"title\": \"x".getBytes(StandardCharsets.UTF_8))),
            new BadRequest(
                    "JSON that is no object",
                    400,
                    "body",
                    site -> posting(site, "application/json", "[1,2]".getBytes(StandardCharsets.UTF_8))),
            new BadRequest(
                    "JSON without a title",
                    422,
                    "title",
                    site -> posting(site, "application/json", "{\"body\":\"x\"}".getBytes(StandardCharsets.UTF_8))),
            new BadRequest(
                    "a title that is a number list",
                    422,
                    "title",
                    site -> posting(
                            site,
                            "application/json",
                            "{\"title\":[1],\"body\":\"x\"}".getBytes(StandardCharsets.UTF_8))),
            new BadRequest(
                    "an id with a slash",
                    422,
                    "id",
                    site -> posting(
                            site,
                            "application/json",
                            "{\"id\":\"a/b\",\"title\":\"t\",\"body\":\"x\"}".getBytes(StandardCharsets.UTF_8))),
            new BadRequest(
                    "a revision that is none",
                    400,
                    "If-Match",
                    site -> posting(site, "text/markdown", good()).with("If-Match", "\"soon\"")),
            new BadRequest(
                    "a truncated tar", 400, "body", site -> importing(site, Archives.truncatedTarGz(Post.sample()))),
            new BadRequest(
                    "half a gzip", 400, "body", site -> importing(site, half(Archives.tarGz(List.of(Post.sample()))))),
            new BadRequest("an import that is no gzip", 400, "body", site -> importing(site, good())),
            new BadRequest(
                    "an import of an unknown type",
                    415,
                    "Content-Type",
                    site -> site.publisher("POST", "/api/imports").body("text/plain", "x")));

    @ParameterizedTest(name = "{0}")
    @FieldSource("badRequests")
    void aBadRequestIsRefused(BadRequest bad) {
        refused(bad.status(), bad.field(), bad.call().apply(site));
    }

    @Test
    void aGigabyteOfZerosInATarIsRefused() {
        byte[] bomb = Archives.gigabyteOfZerosTarGz(Unique.word("zeros") + ".md");
        long end = site.articles().end();
        long start = System.nanoTime();

        Answer answer = importing(site, bomb).send();

        assertThat(System.nanoTime() - start).as("nanoseconds until %s", answer).isLessThan(3_000_000_000L);
        answer.expectProblem(413);
        assertThat(answer.text()).contains("zeros");
        assertThat(site.articles().end()).isEqualTo(end);
    }

    @Test
    void aKeyIsNeededToWrite() {
        Post post = Post.sample();
        List<Call> calls = Stream.of(
                        "POST /api/articles",
                        "PUT /api/articles/" + post.fileName(),
                        "DELETE /api/articles/x",
                        "PUT /api/site",
                        "POST /api/imports")
                .map(line -> line.split(" "))
                .flatMap(line -> Stream.of(
                        site.reader(line[0], line[1]),
                        site.reader(line[0], line[1]).key("wrong" + site.key()),
                        site.reader(line[0], line[1]).with("Authorization", "Basic eDp5"),
                        site.reader(line[0], line[1]).with("Authorization", "Bearer ")))
                .toList();
        long end = site.articles().end();

        for (Call call : calls) {
            Answer answer = call.body("text/markdown", post.markdown()).send().expectProblem(401);
            assertThat(answer.required("WWW-Authenticate")).startsWith("Bearer");
        }

        assertThat(site.articles().end()).isEqualTo(end);
        site.get(post.path()).expect(404);
    }

    /** The answer is a problem within seconds, names the field, and the log is as long as before. */
    private void refused(int status, String field, Call call) {
        long end = site.articles().end();
        long start = System.nanoTime();
        Answer answer = call.send();
        long took = System.nanoTime() - start;
        if (field.isEmpty()) {
            answer.expectProblem(status);
        } else {
            answer.expectProblem(status, field);
        }
        assertThat(answer.json().path("detail").asString("")).as("%s", answer).isNotBlank();
        assertThat(took).as("nanoseconds until %s", answer).isLessThan(3_000_000_000L);
        assertThat(site.articles().end()).as("the log's end").isEqualTo(end);
    }

    private static Call posting(Site site, String type, byte[] body) {
        return site.publisher("POST", "/api/articles")
                .with("Slug", Unique.word("bad") + ".md")
                .waiting()
                .body(type, body);
    }

    private static Call importing(Site site, byte[] body) {
        return site.publisher("POST", "/api/imports").body("application/gzip", body);
    }

    private static byte[] good() {
        return Post.sample().markdown().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] zhong(int length) {
        byte[] front = "---\ntitle: long\n---\n".getBytes(StandardCharsets.UTF_8);
        byte[] body = new byte[length];
        Arrays.fill(body, (byte) 'z');
        System.arraycopy(front, 0, body, 0, front.length);
        return body;
    }

    private static byte[] half(byte[] whole) {
        return Arrays.copyOf(whole, whole.length / 2);
    }

    private static String words(int count) {
        return IntStream.range(0, count).mapToObj(i -> "w" + i).collect(Collectors.joining(", ", "[", "]"));
    }
}
