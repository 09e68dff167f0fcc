package org.dibao.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dibao.cli.jekyll.JekyllSite;
import org.dibao.cli.jekyll.Yaml;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Sends many articles in one request and shows each outcome as it arrives. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description =
                "Import many articles: a Jekyll site with its settings and pages, a folder such as its _posts, a .tar.gz"
                        + " of one, or NDJSON with one article per line.",
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
                    + " (default: ${DEFAULT-VALUE}, while the site has no article). What is live keeps its address until its file is published again;"
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
                    "Write what became of each file of a Jekyll site into an HTML file, with the links that lead nowhere.")
    @Nullable
    Path report;

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
        options.target().requireKey();
        try (Api api = new Api(options.target(), Duration.ofSeconds(retrySeconds))) {
            ConfiguredSettings configured = ConfiguredSettings.of(site, Clock.systemDefaultZone());
            var step = new SiteSettingsStep(api, settings);
            var about = new SiteSummary(site, configured, step.give(configured, !dryRun));
            about.print(CommandOutput.err(spec));
            return importArticles(about, api);
        } catch (IOException e) {
            throw new CommandFailed(Exit.USAGE, site.root() + ": " + ArticleFile.unreadable(e));
        }
    }

    private int importArticles(SiteSummary about, Api api) throws IOException {
        JekyllSite site = about.site();
        ImportUpload plain = new SiteArchive(site, Map.of()).upload();
        boolean reports = dryRun || report != null;
        boolean asks = reports || Files.isRegularFile(site.root().resolve(JekyllSite.REDIRECTS));
        ImportSummary tried = asks && plain.articles() > 0 ? tried(plain, about, api) : new ImportSummary(true);
        if (tried.broken() != null) {
            return broken(tried.broken());
        }
        SiteTrial trial = SiteTrial.of(tried.results());
        Redirects redirects = Redirects.of(site, trial);
        var check = new LinkCheck(site, trial, redirects, about.configured());
        if (dryRun) {
            Map<String, Integer> outcomes = trial.outcomes(api);
            CommandOutput.of(spec)
                    .println("Nothing was changed. Of " + plain.articles() + " articles: "
                            + outcomes.entrySet().stream()
                                    .map(outcome -> outcome.getValue() + " " + outcome.getKey())
                                    .collect(Collectors.joining(", ")));
            report(new ImportReport(about, true, outcomes, tried.results(), redirects, check.expected()));
            return tried.refused() == 0 ? Exit.OK : Exit.REFUSED;
        }
        SiteFilesStep.Done files = new SiteFilesStep(api).put(site, CommandOutput.err(spec));
        files.print(CommandOutput.err(spec));
        if (plain.articles() == 0) {
            return files.refused().isEmpty() ? Exit.OK : Exit.REFUSED;
        }
        ImportUpload upload = new SiteArchive(site, redirects.added()).upload();
        ImportSummary summary = sent(upload, "", reports);
        int exit = told(summary);
        if (reports && summary.broken() == null) {
            report(new ImportReport(about, false, summary.byOutcome(), summary.results(), redirects, check.asked(api)));
        }
        return exit == Exit.OK && !files.refused().isEmpty() ? Exit.REFUSED : exit;
    }

    /** What the server makes of them by the settings that would be in force; it appends nothing. */
    private ImportSummary tried(ImportUpload upload, SiteSummary about, Api api) {
        JsonNode current = api.ask("GET", "/api/site");
        String query = Stream.of("permalink", "timeZone")
                .map(name -> name + "="
                        + URLEncoder.encode(
                                about.done()
                                        .changed()
                                        .path(name)
                                        .asString(current.path(name).asString("")),
                                StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", "?dry-run=true&", ""));
        return sent(upload, query, true);
    }

    private void report(ImportReport made) throws IOException {
        made.print(CommandOutput.of(spec));
        if (report != null) {
            made.write(report);
            CommandOutput.of(spec).println("All of it is in " + report + ".");
        }
    }

    private int imported(ImportUpload upload) {
        upload.leftOut()
                .forEach(file -> CommandOutput.err(spec).println("Skipped, not an article in this folder: " + file));
        return told(sent(upload, dryRun ? "?dry-run=true" : "", false));
    }

    private ImportSummary sent(ImportUpload upload, String query, boolean keeps) {
        // Within one import each article has its own key, derived from this one: a second attempt repeats the first
        // outcomes.
        var request = new ImportRequest(
                options.target(), upload, UUID.randomUUID().toString(), Duration.ofSeconds(idleSeconds), query);
        return send(
                request, System.nanoTime() + Duration.ofSeconds(retrySeconds).toNanos(), keeps);
    }

    private int told(ImportSummary summary) {
        if (json) {
            CommandOutput.of(spec).println(summary.json());
        } else {
            summary.print(CommandOutput.of(spec));
        }
        if (summary.broken() != null) {
            return broken(summary.broken());
        }
        return summary.refused() == 0 ? Exit.OK : Exit.REFUSED;
    }

    private int broken(@Nullable String why) {
        CommandOutput.err(spec)
                .println("dibao: " + why
                        + ". Run the same command again: articles that were accepted will be \"unchanged\".");
        return Exit.UNREACHABLE;
    }

    private ImportSummary send(ImportRequest request, long until, boolean keeps) {
        boolean reached = false;
        for (int attempt = 0; ; attempt++) {
            var summary = new ImportSummary(keeps);
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
