package org.dibao.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class AssetsCommandTest {
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final SmallServer server = new SmallServer("/api", exchange -> {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String target = exchange.getRequestURI().toString();
        String name = exchange.getRequestHeaders().getFirst("Slug");
        requests.add(exchange.getRequestMethod() + " " + target + (name == null ? "" : " " + name) + " " + body);
        if (target.contains("bad")) {
            SmallServer.answer(
                    exchange, 422, "application/problem+json", "{\"field\":\"body\",\"detail\":\"the PNG is broken\"}");
        } else if (target.contains("where-used")) {
            SmallServer.answer(
                    exchange,
                    200,
                    "application/json",
                    target.contains("after=")
                            ? "{\"articles\":[{\"id\":\"b\",\"title\":\"The tide\",\"path\":\"/b.html\"}],\"whole\":true}"
                            : "{\"articles\":[{\"id\":\"a\",\"title\":\"The ferry\",\"path\":\"/a.html\"}],\"next\":\"a\",\"whole\":true}");
        } else if (exchange.getRequestMethod().equals("GET") && target.endsWith("b.png") && !target.contains("?")) {
            SmallServer.answer(
                    exchange,
                    200,
                    "application/json",
                    "{\"path\":\"/a b.png\",\"status\":\"live\",\"content\":{\"length\":70123,\"type\":\"image/png\"}}");
        } else if (target.startsWith("/api/assets?")) {
            SmallServer.answer(
                    exchange,
                    200,
                    "application/json",
                    target.contains("after=")
                            ? "{\"files\":[{\"path\":\"/b.pdf\",\"status\":\"withdrawn\",\"content\":{\"length\":7,\"type\":\"application/pdf\"}}]}"
                            : "{\"files\":[{\"path\":\"/a b.png\",\"status\":\"live\",\"content\":{\"length\":70123,\"type\":\"image/png\",\"width\":3,\"height\":2}}],\"next\":\"/a b.png\"}");
        } else {
            SmallServer.answer(
                    exchange,
                    201,
                    "application/json",
                    "{\"position\":1,\"outcome\":\"file-published\",\"path\":\"/images/ferry.jpg\",\"markdown\":\"![ferry](/images/ferry.jpg)\"}");
        }
    });

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aFileIsPutWhereItIsToBe() throws IOException {
        Path file = Files.writeString(folder.resolve("ferry.jpg"), "bytes");

        Run run = assets("put", file.toString(), "--at", "/images/渡 船.jpg");

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("published  " + file + "  " + server.url() + "/images/ferry.jpg")
                .contains("![ferry](/images/ferry.jpg)");
        assertThat(requests).containsExactly("PUT /api/assets/images/%E6%B8%A1%20%E8%88%B9.jpg bytes");
    }

    @Test
    void withoutAPlaceItGetsOneByWhatIsInIt() throws IOException {
        assets("put", Files.writeString(folder.resolve("ferry 1.jpg"), "bytes").toString());

        assertThat(requests).containsExactly("POST /api/media ferry%201.jpg bytes");
    }

    @Test
    void aFolderIsPutWithAllThatIsInIt() throws IOException {
        Files.createDirectories(folder.resolve("2026"));
        Files.writeString(folder.resolve("2026/a.jpg"), "a");
        Files.writeString(folder.resolve("b.jpg"), "b");

        assertThat(assets("put", folder.toString(), "--at", "images").exit()).isZero();
        assertThat(requests).containsExactly("PUT /api/assets/images/2026/a.jpg a", "PUT /api/assets/images/b.jpg b");
        assertThat(assets("put", folder.toString()).exit()).isEqualTo(Exit.USAGE);
    }

    @Test
    void whatIsRefusedIsToldAndTheRestGoesOn() throws IOException {
        Path bad = Files.writeString(folder.resolve("bad.png"), "x");
        Path good = Files.writeString(folder.resolve("good.png"), "y");

        Run run = assets("put", bad.toString(), good.toString(), "--at", "/images/");

        assertThat(run.exit()).isEqualTo(Exit.REFUSED);
        assertThat(run.out()).contains("refused    " + bad + "  body: the PNG is broken", "published  " + good);
        assertThat(assets("put", folder.resolve("none.png").toString()).exit()).isEqualTo(Exit.USAGE);
    }

    @Test
    void filesAreListedAndRemoved() {
        Run list = assets("list");
        assertThat(list.out().lines())
                .containsExactly("      70,123  image/png                 3 × 2          /a b.png");
        assertThat(assets("list", "--withdrawn").out()).contains("/b.pdf  (removed)");
        assertThat(requests.get(1)).startsWith("GET /api/assets?limit=100&after=%2Fa+b.png");

        assertThat(assets("show", "a b.png").out().lines().map(String::strip))
                .containsExactly(
                        "70,123  image/png                                /a b.png",
                        "/a.html  The ferry",
                        "/b.html  The tide");

        requests.clear();
        Run used = assets("remove", "images/a b.png");
        assertThat(used.exit()).isEqualTo(Exit.REFUSED);
        assertThat(used.err())
                .contains("/images/a b.png stays", "\"dibao assets show /images/a b.png\" names them", "--force");
        assertThat(requests).containsExactly("GET /api/assets/images/a%20b.png?where-used&limit=1 ");

        requests.clear();
        assertThat(assets("remove", "images/a b.png", "--force").exit()).isZero();
        assertThat(requests).containsExactly("DELETE /api/assets/images/a%20b.png ");
    }

    private Run assets(String action, String... more) {
        String[] all = new String[more.length + 6];
        System.arraycopy(new String[] {"assets", action, "--url", server.url(), "--key", "k"}, 0, all, 0, 6);
        System.arraycopy(more, 0, all, 6, more.length);
        return Run.dibao(all);
    }
}
