package org.dibao.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.dibao.cli.export.SourceCopy;
import org.dibao.cli.export.StaticCopy;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes a site out: as files that any web server can serve, or in the form of another program. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Write the site into a folder: as files that any web server can serve, or as the sources of a Jekyll or Hugo site.",
            "As files, each has the bytes that Dibao serves at its address. What has not changed since the last export into the"
                    + " same folder is not fetched again; what is no longer there is removed.",
            "Sources are what was given, with settings, drafts and files. \"dibao import\" of the folder changes nothing on the"
                    + " same site, and makes the same site of an empty one."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  dibao export public",
            "  dibao export public --url https://news.example",
            "  dibao export my-site --as jekyll",
            "  dibao export backup --as ndjson --at 120000"
        })
final class ExportCommand implements Callable<Integer> {
    private static final String STATIC = "static";
    private static final Duration RETRIES = Duration.ofSeconds(60);
    /** Of narrower copies of pictures: there may be many before one. */
    private static final Duration MAKING = Duration.ofHours(1);

    @Mixin
    TargetOptions options = new TargetOptions();

    @Spec
    @Nullable
    CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The folder: a new or empty one, or that of an earlier export.")
    @Nullable
    Path folder;

    @Option(
            names = "--max-addresses",
            paramLabel = "N",
            defaultValue = "2000000",
            description = "How many addresses a site may have (default: ${DEFAULT-VALUE}).")
    int maxAddresses = 2_000_000;

    @Option(
            names = "--as",
            paramLabel = "FORM",
            defaultValue = "static",
            description = "static, jekyll, hugo or ndjson (default: ${DEFAULT-VALUE}). All but static need the key.")
    String form = STATIC;

    @Option(
            names = "--at",
            paramLabel = "POSITION",
            description = "Articles as they were at this position of the log; not of static. The settings are those of"
                    + " now, and files that have changed since are left out.")
    @Nullable
    Long position;

    @Override
    public Integer call() {
        Path into = Objects.requireNonNull(folder).toAbsolutePath().normalize();
        try {
            return form.equals(STATIC) ? pages(into) : sources(into);
        } catch (StaticCopy.Refusal e) {
            throw new CommandFailed(Exit.USAGE, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new CommandFailed(
                    Exit.UNREACHABLE,
                    "The export was interrupted: " + e.getMessage()
                            + ". Run the same command again: it goes on there.");
        }
    }

    private int pages(Path into) throws IOException {
        if (position != null) {
            throw new CommandFailed(
                    Exit.USAGE,
                    "--at: pages exist only as they are now. Articles as they were can be had with --as jekyll, hugo or"
                            + " ndjson; the whole site with a copy of the log up to that position, in a Dibao of its own.");
        }
        Target target = options.target();
        try (Api pages = new Api(new Target(target.url(), null, target.data(), target.run()), RETRIES);
                Api key = new Api(target, RETRIES);
                var progress = new ProgressLine("export", -1, CommandOutput.err(spec))) {
            var addresses = new SiteAddresses(key, target.key() != null);
            var copy = new StaticCopy(into, new GatewayPages(pages, MAKING), maxAddresses, progress::at);
            StaticCopy.Result result = copy.write(addresses.host(), addresses.all(), addresses.redirects());
            CommandOutput.of(spec)
                    .printf(
                            "%,d files, as of position %s: %,d written, %,d unchanged, %,d removed; %,d redirects%n",
                            result.counts().files(),
                            result.position(),
                            result.counts().written(),
                            result.counts().unchanged(),
                            result.counts().removed(),
                            result.counts().redirects());
            result.notes().forEach(CommandOutput.of(spec)::println);
            return result.isWhole() ? Exit.OK : Exit.REFUSED;
        }
    }

    /** As of a position that is still to come, a later export would give something else. */
    private void check(long wanted) {
        Target target = options.target();
        try (Api anybody = new Api(new Target(target.url(), null, target.data(), target.run()), RETRIES)) {
            long last = anybody.ask("GET", "/api/status").path("position").asLong();
            if (wanted > last) {
                throw new CommandFailed(
                        Exit.USAGE,
                        "--at must not be more than the log's last position, which is " + last
                                + "; without it, the articles are as they are now.");
            }
        }
        if (wanted < 0) {
            throw new CommandFailed(Exit.USAGE, "--at must not be less than 0, the log's first position.");
        }
    }

    private int sources(Path into) throws IOException {
        SourceCopy.Form as;
        try {
            as = SourceCopy.Form.valueOf(form.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new CommandFailed(Exit.USAGE, "--as " + form + ": write static, jekyll, hugo or ndjson.");
        }
        options.target().requireKey();
        try (Api api = new Api(options.target(), RETRIES);
                var progress = new ProgressLine("export", -1, CommandOutput.err(spec))) {
            if (position != null) {
                check(position);
            }
            var site = new GivenSite(api, position == null ? Long.MAX_VALUE : position);
            SourceCopy.Result result = new SourceCopy(into, site, progress::at).write(as);
            CommandOutput.of(spec)
                    .printf(
                            "%,d articles in %,d files: %,d written, %,d removed%n",
                            result.articles(), result.files(), result.written(), result.removed());
            result.notes().forEach(CommandOutput.of(spec)::println);
            return result.notes().isEmpty() ? Exit.OK : Exit.REFUSED;
        }
    }
}
