package org.dibao.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.dibao.cli.export.StaticCopy;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Keeps a copy of another Dibao's site, which anybody may make: it needs no key. */
@Command(
        name = "mirror",
        mixinStandardHelpOptions = true,
        description = {
            "Keep a read-only copy of another Dibao's site in a folder: its pages and files, as any web server can serve them.",
            "It follows the site's event stream, and after each event asks for the pages that the event may have changed, until it"
                    + " is stopped. Started again, it goes on where it was; after a change of the site's settings or its theme it"
                    + " asks for everything once.",
            "Old addresses that redirect are not in it: \"dibao export\" with the key has them."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  dibao mirror https://news.example public", "  dibao mirror https://news.example public --once"})
final class MirrorCommand implements Callable<Integer> {
    private static final Duration RETRIES = Duration.ofMinutes(5);
    private static final int WAIT_SECONDS = 30;

    @Spec
    @Nullable
    CommandSpec spec;

    @Parameters(index = "0", paramLabel = "URL", description = "The address of the other site.")
    String url = "";

    @Parameters(
            index = "1",
            paramLabel = "DIR",
            description = "The folder: a new or empty one, or that of an earlier mirror or export.")
    @Nullable
    Path folder;

    @Option(names = "--once", description = "Copy what there is, and end.")
    boolean once;

    @Option(
            names = "--max-addresses",
            paramLabel = "N",
            defaultValue = "2000000",
            description = "How many addresses the site may have (default: ${DEFAULT-VALUE}).")
    int maxAddresses = 2_000_000;

    @Override
    public Integer call() {
        Path into = Objects.requireNonNull(folder).toAbsolutePath().normalize();
        Target target = new Target(TargetOptions.checked(url.replaceFirst("/+$", "")), null, into, null);
        PrintWriter out = CommandOutput.of(spec);
        try (Api api = new Api(target, RETRIES);
                var progress = new ProgressLine("mirror", -1, CommandOutput.err(spec));
                SiteMirror mirror = new SiteMirror(api, into, maxAddresses, progress::at, out)) {
            mirror.begin();
            while (mirror.follow(once ? 0 : WAIT_SECONDS) || !once) {
                // until there is nothing more, or for ever
            }
            return mirror.isWhole() ? Exit.OK : Exit.REFUSED;
        } catch (StaticCopy.Refusal e) {
            throw new CommandFailed(Exit.USAGE, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new CommandFailed(
                    Exit.UNREACHABLE,
                    "The mirror was interrupted: " + e.getMessage()
                            + ". Run the same command again: it goes on there.");
        }
    }
}
