package org.dibao.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.dibao.cli.jekyll.JekyllSite;
import org.dibao.cli.jekyll.Yaml;
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
                "Import many articles: a Jekyll site with its settings and pages, a folder such as its _posts, a .tar.gz"
                        + " of one, or NDJSON with one article per line.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  dibao import ~/my-site",
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

    @Option(
            names = "--settings",
            paramLabel = "WHEN",
            defaultValue = "empty",
            description = "When a Jekyll site's _config.yml becomes the site's settings: ${COMPLETION-CANDIDATES}"
                    + " (default: ${DEFAULT-VALUE}, while the site has no article). What is live keeps its address;"
                    + " \"dibao site set --move-articles\" moves it.")
    SiteSettingsStep.When settings = SiteSettingsStep.When.empty;

    @Option(
            names = "--max-files",
            paramLabel = "N",
            defaultValue = "200000",
            description = "How many files a Jekyll site may have (default: ${DEFAULT-VALUE}).")
    int maxFiles = 200_000;

    @Override
    public Integer call() {
        Path from = Objects.requireNonNull(source);
        Optional<JekyllSite> site = jekyllSite(from);
        if (site.isPresent()) {
            return importSite(site.get());
        }
        return imported(ImportUpload.of(from));
    }

    /** The site that a folder contains as a whole; empty for any other source. */
    private Optional<JekyllSite> jekyllSite(Path from) {
        try {
            if (!Files.isDirectory(from)) {
                return Optional.empty();
            }
            Path root = SiteFolder.rootFor(from);
            boolean whole = root.startsWith(from.toAbsolutePath().normalize())
                    && Files.isRegularFile(root.resolve(SiteFolder.CONFIG));
            return whole ? Optional.of(JekyllSite.read(root, maxFiles)) : Optional.empty();
        } catch (Yaml.Fault e) {
            throw new CommandFailed(Exit.USAGE, SiteFolder.CONFIG + " cannot be read: " + e.getMessage());
        } catch (IOException e) {
            throw new CommandFailed(Exit.USAGE, from + ": " + ArticleFile.unreadable(e));
        }
    }

    private int importSite(JekyllSite site) {
        PrintWriter err = CommandOutput.err(spec);
        options.target().requireKey();
        try (Api api = new Api(options.target(), Duration.ofSeconds(retrySeconds))) {
            ConfiguredSettings configured = ConfiguredSettings.of(site, Clock.systemDefaultZone());
            SiteSettingsStep.Done done = new SiteSettingsStep(api, settings).give(configured, true);
            new SiteSummary(site, configured, done).print(err);
        } catch (IOException e) {
            throw new CommandFailed(Exit.USAGE, site.root() + ": " + ArticleFile.unreadable(e));
        }
        ImportUpload upload = new SiteArchive(site, Map.of()).upload();
        return upload.articles() == 0 ? Exit.OK : imported(upload);
    }

    private int imported(ImportUpload upload) {
        Target target = options.target();
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
