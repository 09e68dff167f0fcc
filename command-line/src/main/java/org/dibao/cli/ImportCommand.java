package org.dibao.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

/** Sends many articles in one request and shows each outcome as it comes. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = "Import many articles: a folder such as Jekyll's _posts, a .tar.gz of one, or NDJSON with an article per line.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  dibao import ~/my-site/_posts",
            "  dibao import posts.tar.gz",
            "  dibao import --json articles.ndjson | jq 'select(.problem)'",
            "",
            "Importing the same again is safe: what is there already is \"unchanged\"."
        })
final class ImportCommand implements Callable<Integer> {
    @Mixin TargetOptions options = new TargetOptions();
    @Spec @Nullable CommandSpec spec;

    @Parameters(paramLabel = "DIR|FILE", description = "The folder, .tar.gz, .tgz, .ndjson or .jsonl.")
    @Nullable Path source;

    @Option(names = "--idle", paramLabel = "SECONDS", defaultValue = "120",
            description = "Give up when the server says nothing for so long (default: ${DEFAULT-VALUE}).")
    int idleSeconds = 120;

    @Option(names = "--json", description = "Print the server's result lines as they are, and a summary as the last line.")
    boolean json;

    @Override
    public Integer call() {
        Target target = options.target();
        target.requireKey();
        var summary = new ImportSummary();
        Upload upload = Upload.of(java.util.Objects.requireNonNull(source), result -> note(summary, result));
        long start = System.nanoTime();
        for (Path other : upload.leftOut()) {
            Out.err(spec).println("Left out, not an article: " + other);
        }
        boolean whole = send(target, upload, summary);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        if (json) {
            Out.of(spec).println(summary.json(took));
        } else {
            summary.print(Out.of(spec), took);
        }
        if (!whole) {
            Out.err(spec).println("dibao: the answer ended early. Run the same command again: what was accepted will be \"unchanged\".");
            return Exit.UNREACHABLE;
        }
        return summary.refused() == 0 ? Exit.OK : Exit.REFUSED;
    }

    /** Whether every article that was sent has a result. */
    private boolean send(Target target, Upload upload, ImportSummary summary) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Authorization", "Bearer " + target.requireKey());
        headers.put("Content-Type", upload.type());
        headers.put("Accept", "application/x-ndjson, application/problem+json");
        headers.put("Idempotency-Key", UUID.randomUUID().toString());
        try (var post = DuplexPost.send(target.uri("/api/imports"), headers, upload.body(), Duration.ofSeconds(idleSeconds));
                var lines = new BufferedReader(new InputStreamReader(post.body(), StandardCharsets.UTF_8));
                var progress = new ProgressLine("import", upload.articles(), Out.err(spec))) {
            if (post.status() >= 300) {
                String text = String.join("\n", lines.lines().toList());
                throw new CommandFailed(Exit.REFUSED, "The import was refused: " + Problem.of(Json.read(text), "the server answered " + post.status()));
            }
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                read(line, summary);
                progress.at(summary.total());
            }
            return upload.articles() < 0 || summary.total() >= upload.articles();
        } catch (ConnectException e) {
            throw new CommandFailed(Exit.UNREACHABLE, "Nothing listens at " + target.url() + ": start it with \"dibao up\" or name another address with --url.");
        } catch (IOException e) {
            Out.err(spec).println("dibao: " + e.getMessage());
            return false;
        }
    }

    private void read(String line, ImportSummary summary) {
        JsonNode node = Json.read(line);
        if (node.isObject()) {
            note(summary, ImportResult.of(node));
            if (json) {
                Out.of(spec).println(line);
            }
        }
    }

    private static void note(ImportSummary summary, ImportResult result) {
        summary.add(result);
    }

    /** What is sent: its type, its articles' number (or -1), and its bytes. */
    record Upload(String type, long articles, List<Path> leftOut, DuplexPost.Body body) {

        static Upload of(Path source, java.util.function.Consumer<ImportResult> unsent) {
            try {
                if (Files.isDirectory(source)) {
                    PostFolder folder = PostFolder.of(source);
                    if (folder.posts().isEmpty()) {
                        throw new CommandFailed(Exit.USAGE, "There is no article in " + source + ": name the folder that holds the .md or .html files.");
                    }
                    return new Upload("application/gzip", folder.posts().size(), folder.others(),
                            out -> folder.writeTo(out, (name, reason) -> unsent.accept(ImportResult.unsent(name, reason))));
                }
                if (!Files.isReadable(source)) {
                    throw new CommandFailed(Exit.USAGE, source + " cannot be read: name a folder, a .tar.gz or an .ndjson file.");
                }
                String name = ArticleFile.name(source);
                String type = name.endsWith(".ndjson") || name.endsWith(".jsonl") ? "application/x-ndjson" : "application/gzip";
                if ("application/gzip".equals(type) && !name.endsWith(".tar.gz") && !name.endsWith(".tgz")) {
                    throw new CommandFailed(Exit.USAGE, name + " is neither a folder nor .tar.gz, .tgz, .ndjson or .jsonl; a single article is sent with \"dibao publish\".");
                }
                return new Upload(type, -1, List.of(), out -> Files.copy(source, out));
            } catch (IOException e) {
                throw new CommandFailed(Exit.USAGE, source + " cannot be read: " + e.getMessage());
            }
        }
    }
}
