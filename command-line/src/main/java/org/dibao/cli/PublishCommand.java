package org.dibao.cli;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Sends files one by one and waits until each is live. */
@Command(
        name = "publish",
        mixinStandardHelpOptions = true,
        description = "Publish articles: Markdown or HTML with front matter, or JSON. Prints a line for each, with its"
                + " address.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  dibao publish 2026-05-01-hello.md",
            "  dibao publish --json *.md | jq .path",
            "  dibao publish --url https://news.example --key KEY post.html"
        })
final class PublishCommand implements Callable<Integer> {
    @Mixin
    TargetOptions options = new TargetOptions();

    @Spec
    @Nullable
    CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "The files (.md, .markdown, .html, .json).")
    List<Path> files = List.of();

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "How long the server may wait for an article to go live (default: ${DEFAULT-VALUE}).")
    int waitSeconds = 10;

    @Option(
            names = "--retry-for",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "How long to retry a request while the server is busy or the connection is lost (default:"
                    + " ${DEFAULT-VALUE}).")
    int retrySeconds = 30;

    @Option(names = "--json", description = "Print a JSON object per file.")
    boolean json;

    @Override
    public Integer call() {
        Target target = options.target();
        target.requireKey();
        String run = UUID.randomUUID().toString();
        boolean refused = false;
        boolean unknown = false;
        try (var api = new Api(target, Duration.ofSeconds(retrySeconds))) {
            for (int i = 0; i < files.size(); i++) {
                Path file = files.get(i);
                Published published = publish(api, file, run + "-" + i);
                unknown |= published.isUnknown();
                refused |= !published.accepted();
                print(target, file, published);
            }
        }
        return unknown ? Exit.UNREACHABLE : refused ? Exit.REFUSED : Exit.OK;
    }

    private Published publish(Api api, Path file, String idempotencyKey) {
        String type = ArticleFile.type(file).orElse(null);
        if (type == null) {
            return Published.unsent("not an article file: its name must end in .md, .markdown, .html, .htm or .json");
        }
        byte[] content;
        try {
            content = Files.readAllBytes(file);
        } catch (IOException e) {
            return Published.unsent("cannot be read: " + e.getMessage());
        }
        HttpResponse<String> response = api.send(
                "/api/articles",
                request -> request.header("Content-Type", type)
                        .header("Slug", ArticleFile.slug(file))
                        .header("Idempotency-Key", idempotencyKey)
                        .header("Prefer", "wait=" + waitSeconds)
                        .timeout(Duration.ofSeconds(waitSeconds + 30L))
                        .POST(BodyPublishers.ofByteArray(content)));
        return Published.of(
                response.statusCode(),
                response.body(),
                response.headers().firstValue("Location").orElse(null));
    }

    private void print(Target target, Path file, Published published) {
        var out = CommandOutput.of(spec);
        if (json) {
            out.println(published.json(file.toString()));
        } else if (published.problem() != null) {
            out.printf("%-10s %s  %s%n", published.outcome(), file, published.problem());
        } else {
            out.printf(
                    "%-10s %s  %s%n",
                    published.outcome(),
                    file,
                    published.path() == null ? "" : target.url() + encoded(published.path()));
        }
        out.flush();
    }

    /** A path as it is written in addresses. */
    private static String encoded(String path) {
        try {
            return new URI(null, null, path, null).toASCIIString();
        } catch (URISyntaxException e) {
            return path; // to be shown, no more
        }
    }

    /** The result for one file. */
    record Published(
            int status,
            String outcome,
            @Nullable String path,
            @Nullable ServerProblem problem,
            JsonNode answer) {
        private static final String UNKNOWN = "unknown";

        static Published unsent(String reason) {
            return new Published(0, "unsent", null, new ServerProblem(null, reason), LenientJson.read(""));
        }

        static Published of(int status, String body, @Nullable String location) {
            JsonNode answer = LenientJson.read(body);
            if (status >= 500) {
                return new Published(status, UNKNOWN, null, unknown(ServerProblem.ofAnswer(status, body)), answer);
            }
            if (status >= 300) {
                return new Published(status, "refused", null, ServerProblem.ofAnswer(status, body), answer);
            }
            String path = answer.path("path")
                    .asString(
                            location != null && status != 202
                                    ? URI.create(location).getPath()
                                    : "");
            String said = answer.path("outcome").asString(answer.path("status").asString(""));
            String outcome = !said.isEmpty() ? said : status == 202 ? "accepted" : "live";
            return new Published(status, outcome, path.isEmpty() ? null : path, null, answer);
        }

        private static ServerProblem unknown(ServerProblem told) {
            return new ServerProblem(
                    told.field(),
                    told.reason().replaceFirst("\\.$", "")
                            + ". It is unknown whether the article was accepted: publish it again; it takes effect"
                            + " only once.");
        }

        boolean isUnknown() {
            return outcome.equals(UNKNOWN);
        }

        boolean accepted() {
            return problem == null;
        }

        String json(String file) {
            var node = LenientJson.MAPPER
                    .createObjectNode()
                    .put("file", file)
                    .put("status", status)
                    .put("outcome", outcome);
            if (path != null) {
                node.put("path", path);
            }
            if (problem != null) {
                node.put("reason", problem.reason());
                if (problem.field() != null) {
                    node.put("field", problem.field());
                }
            }
            if (answer.isObject()) {
                node.set("answer", answer);
            }
            return node.toString();
        }
    }
}
