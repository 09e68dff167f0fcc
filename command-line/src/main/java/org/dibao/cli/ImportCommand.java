package org.dibao.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.dibao.cli.site.ReadSite;
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
                "Import many articles: a whole site of Jekyll, Hugo or Hexo, an export of WordPress or Ghost with its files,"
                        + " what \"dibao export\" wrote, a folder such as _posts, a .tar.gz of one, or NDJSON with one article"
                        + " per line.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  dibao import ~/my-site --dry-run --report report.html",
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

    @Parameters(
            paramLabel = "DIR|FILE",
            description = "The folder, .tar.gz, .tgz, .ndjson or .jsonl, WordPress's .xml or Ghost's .json.")
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
            description = "When the settings of a site that is imported become this site's: ${COMPLETION-CANDIDATES}"
                    + " (default: ${DEFAULT-VALUE}, while the site has no article). What is live keeps its address until its file is published with a change;"
                    + " \"dibao site set --move-articles\" moves it.")
    SiteSettingsStep.When settings = SiteSettingsStep.When.empty;

    @Option(
            names = "--dry-run",
            description = "Change nothing: have the server read everything, and say what would come of it.")
    boolean dryRun;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description =
                    "Write what became of each file of a site into an HTML file, with the links that lead nowhere.")
    @Nullable
    Path report;

    @Option(
            names = "--max-files",
            paramLabel = "N",
            defaultValue = "200000",
            description = "How many files a site may have (default: ${DEFAULT-VALUE}).")
    int maxFiles = 200_000;

    @Override
    public Integer call() {
        Path from = Objects.requireNonNull(source);
        Optional<ReadSite> site = Doors.read(from, maxFiles);
        return site.isPresent() ? importSite(site.get()) : importArticles(ImportUpload.of(from));
    }

    private int importSite(ReadSite site) {
        options.target().requireKey();
        try (Api api = new Api(options.target(), Duration.ofSeconds(retrySeconds))) {
            return new SiteImport(api, sender(), this::told, report, CommandOutput.of(spec), CommandOutput.err(spec))
                    .run(site, settings, dryRun);
        } catch (IOException e) {
            throw new CommandFailed(Exit.USAGE, site.root() + ": " + ArticleFile.unreadable(e));
        }
    }

    private int importArticles(ImportUpload upload) {
        if (report != null) {
            throw new CommandFailed(
                    Exit.USAGE,
                    "--report is for a whole site, such as a folder with a _config.yml. What became of each of articles"
                            + " alone is told line by line with --json.");
        }
        if (dryRun) {
            upload.about().forEach(CommandOutput.err(spec)::println);
        }
        upload.leftOut()
                .forEach(file -> CommandOutput.err(spec)
                        .println("Skipped, not an article in this folder, where posts are named 2026-11-30-title.md: "
                                + file));
        ImportSummary summary = sender().send(upload, dryRun ? "?dry-run=true" : "", dryRun);
        return dryRun && !json && summary.broken() == null ? tried(summary) : told(summary);
    }

    private int tried(ImportSummary summary) {
        SiteTrial.Outcomes outcomes;
        try (Api api = new Api(options.target(), Duration.ofSeconds(retrySeconds))) {
            outcomes = SiteTrial.of(summary.results()).outcomes(api);
        } catch (CommandFailed e) { // the key may not know which articles there are
            return told(summary);
        }
        var trial = new TrialReport(outcomes, summary.results(), "--json tells what becomes of each");
        trial.print(CommandOutput.of(spec));
        return trial.isGood() ? Exit.OK : Exit.REFUSED;
    }

    private ImportSender sender() {
        return new ImportSender(
                options.target(),
                Duration.ofSeconds(idleSeconds),
                Duration.ofSeconds(retrySeconds),
                line -> {
                    if (json) {
                        CommandOutput.of(spec).println(line);
                    }
                },
                CommandOutput.err(spec));
    }

    private int told(ImportSummary summary) {
        if (json) {
            CommandOutput.of(spec).println(summary.json());
        } else {
            try (Api api = new Api(options.target(), Duration.ofSeconds(retrySeconds))) {
                summary.print(CommandOutput.of(spec), new Standing(address -> api.ask("GET", address)));
            }
        }
        if (summary.broken() != null) {
            CommandOutput.err(spec)
                    .println("dibao: " + summary.broken()
                            + ". Run the same command again: articles that were accepted will be \"unchanged\".");
            return Exit.UNREACHABLE;
        }
        return summary.refused() == 0 ? Exit.OK : Exit.REFUSED;
    }
}
