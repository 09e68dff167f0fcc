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

/** Sends many articles in one request and shows each outcome as it arrives. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description =
                "Import many articles: a folder such as Jekyll's _posts, a .tar.gz of one, or NDJSON with one article"
                        + " per line.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  dibao import ~/my-site/_posts",
            "  dibao import posts.tar.gz",
            "  dibao import --json articles.ndjson | jq 'select(.problem)'",
            "",
            "Importing the same articles again is safe: those that are already published are \"unchanged\"."
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
            description = "Give up when the server sends nothing for this long (default: ${DEFAULT-VALUE}).")
    int idleSeconds = 120;

    @Option(
            names = "--json",
            description = "Print the server's result lines unchanged, and a summary as the last line.")
    boolean json;

    @Option(
            names = "--retry-for",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long to retry when the connection is lost (default: ${DEFAULT-VALUE}). No article is"
                    + " submitted twice.")
    int retrySeconds = 60;

    @Override
    public Integer call() {
        Target target = options.target();
        ImportUpload upload = ImportUpload.of(Objects.requireNonNull(source));
        upload.leftOut()
                .forEach(file -> CommandOutput.err(spec).println("Skipped, not an article in this folder: " + file));
        // Within one import each article has its own key, derived from this one: a second attempt repeats the first
        // outcomes.
        var request = new ImportRequest(target, upload, UUID.randomUUID().toString(), Duration.ofSeconds(idleSeconds));
        long start = System.nanoTime();
        ImportSummary summary =
                send(request, start + Duration.ofSeconds(retrySeconds).toNanos());
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        if (json) {
            CommandOutput.of(spec).println(summary.json(took));
        } else {
            summary.print(CommandOutput.of(spec), took);
        }
        if (summary.broken() != null) {
            CommandOutput.err(spec)
                    .println("dibao: " + summary.broken()
                            + ". Run the same command again: articles that were accepted will be \"unchanged\".");
            return Exit.UNREACHABLE;
        }
        return summary.refused() == 0 ? Exit.OK : Exit.REFUSED;
    }

    private ImportSummary send(ImportRequest request, long until) {
        boolean reached = false;
        for (int attempt = 0; ; attempt++) {
            var summary = new ImportSummary();
            try (var progress = new ProgressLine("import", request.upload().articles(), CommandOutput.err(spec))) {
                request.send(summary, line -> {
                    if (json) {
                        CommandOutput.of(spec).println(line);
                    }
                    progress.at(summary.total());
                });
                reached = true;
            } catch (ConnectException e) {
                if (!reached) {
                    throw new CommandFailed(
                            Exit.UNREACHABLE,
                            "Dibao cannot be reached at " + request.target().url() + " (nothing listens there): "
                                    + request.target().whatToDo());
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
            CommandOutput.err(spec).println("The import was interrupted (" + summary.broken() + "); trying again.");
            Api.sleep(pause);
        }
    }
}
