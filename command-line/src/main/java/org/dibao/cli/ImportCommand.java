package org.dibao.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends many articles in one request and shows each outcome as it comes. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description =
                "Import many articles: a folder such as Jekyll's _posts, a .tar.gz of one, or NDJSON with an article per line.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  dibao import ~/my-site/_posts",
            "  dibao import posts.tar.gz",
            "  dibao import --json articles.ndjson | jq 'select(.problem)'",
            "",
            "Importing the same again is safe: what is there already is \"unchanged\"."
        })
final class ImportCommand implements Callable<Integer> {
    @Mixin
    TargetOptions options = new TargetOptions();

    @Spec
    @Nullable
    CommandSpec spec;

    @Parameters(paramLabel = "DIR|FILE", description = "The folder, .tar.gz, .tgz, .ndjson or .jsonl.")
    @Nullable
    Path source;

    @Option(
            names = "--idle",
            paramLabel = "SECONDS",
            defaultValue = "120",
            description = "Give up when the server says nothing for so long (default: ${DEFAULT-VALUE}).")
    int idleSeconds = 120;

    @Option(
            names = "--json",
            description = "Print the server's result lines as they are, and a summary as the last line.")
    boolean json;

    @Option(
            names = "--retry-for",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description =
                    "How long to try again when the connection breaks (default: ${DEFAULT-VALUE}). Nothing is done twice.")
    int retrySeconds = 60;

    @Override
    public Integer call() {
        Target target = options.target();
        Upload upload = Upload.of(Objects.requireNonNull(source));
        upload.leftOut().forEach(file -> Out.err(spec).println("Left out, not an article: " + file));
        // Within one import each article has a key of its own, made from this one: a second try repeats the first
        // outcomes.
        var request = new ImportRequest(target, upload, UUID.randomUUID().toString(), Duration.ofSeconds(idleSeconds));
        long start = System.nanoTime();
        ImportSummary summary =
                send(request, start + Duration.ofSeconds(retrySeconds).toNanos());
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        if (json) {
            Out.of(spec).println(summary.json(took));
        } else {
            summary.print(Out.of(spec), took);
        }
        if (summary.broken() != null) {
            Out.err(spec)
                    .println("dibao: " + summary.broken()
                            + ". Run the same command again: what was accepted will be \"unchanged\".");
            return Exit.UNREACHABLE;
        }
        return summary.refused() == 0 ? Exit.OK : Exit.REFUSED;
    }

    private ImportSummary send(ImportRequest request, long until) {
        boolean reached = false;
        for (int attempt = 0; ; attempt++) {
            var summary = new ImportSummary();
            try (var progress = new ProgressLine("import", request.upload().articles(), Out.err(spec))) {
                request.send(summary, line -> {
                    if (json) {
                        Out.of(spec).println(line);
                    }
                    progress.at(summary.total());
                });
                reached = true;
            } catch (ConnectException e) {
                if (!reached) {
                    throw new CommandFailed(
                            Exit.UNREACHABLE,
                            "Nothing listens at " + request.target().url()
                                    + ": start it with \"dibao up\" or name another address with --url.");
                }
                summary.broke("nothing listens at " + request.target().url());
            } catch (IOException e) {
                reached = true;
                summary.broke(String.valueOf(e.getMessage()));
            }
            Duration pause = Api.pause(attempt);
            if (summary.broken() == null || System.nanoTime() + pause.toNanos() > until) {
                return summary;
            }
            Out.err(spec).println("The import broke off (" + summary.broken() + "); trying again.");
            Api.sleep(pause);
        }
    }
}
