package org.dibao.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.dibao.cli.export.StaticCopy;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes a site out: as files that any web server can serve. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Write the site into a folder, as files that any web server can serve.",
            "Each file has the bytes that Dibao serves at its address. What has not changed since the last export into the"
                    + " same folder is not fetched again; what is no longer there is removed."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  dibao export public", "  dibao export public --url https://news.example"})
final class ExportCommand implements Callable<Integer> {
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

    @Override
    public Integer call() {
        Target target = options.target();
        try (Api pages = new Api(new Target(target.url(), null, target.data(), target.run()), Duration.ofSeconds(60));
                Api key = new Api(target, Duration.ofSeconds(60));
                var progress = new ProgressLine("export", -1, CommandOutput.err(spec))) {
            var addresses = new SiteAddresses(key, target.key() != null);
            var copy = new StaticCopy(
                    Objects.requireNonNull(folder).toAbsolutePath().normalize(),
                    new GatewayPages(pages),
                    maxAddresses,
                    progress::at);
            StaticCopy.Result result = copy.write(addresses.host(), addresses.all(), addresses.redirects());
            CommandOutput.of(spec)
                    .printf(
                            "%,d files, as of position %s: %,d written, %,d unchanged, %,d removed; %,d redirects%n",
                            result.files(),
                            result.position(),
                            result.written(),
                            result.unchanged(),
                            result.removed(),
                            result.redirects());
            result.notes().forEach(CommandOutput.of(spec)::println);
            return result.isWhole() ? Exit.OK : Exit.REFUSED;
        } catch (StaticCopy.Refusal e) {
            throw new CommandFailed(Exit.USAGE, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new CommandFailed(
                    Exit.UNREACHABLE,
                    "The export was interrupted: " + e.getMessage()
                            + ". Run the same command again: it goes on there.");
        }
    }
}
