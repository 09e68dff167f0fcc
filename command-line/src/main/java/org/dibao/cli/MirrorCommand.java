package org.dibao.cli;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.dibao.cli.export.StaticCopy;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Keeps a copy of another Dibao's site, which anybody may make: it needs no key. */
@Command(
        name = "mirror",
        mixinStandardHelpOptions = true,
        description = {
            "Keep a read-only copy of another Dibao's site in a folder: its pages and files, as any web server can serve them.",
            "It follows the site's event stream and copies what has changed, until it is stopped. Started again, it goes on"
                    + " where it was.",
            "Old addresses that redirect are told to nobody without the key: \"dibao export\" has them."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  dibao mirror https://news.example public", "  dibao mirror https://news.example public --once"})
final class MirrorCommand implements Callable<Integer> {
    private static final Duration RETRIES = Duration.ofMinutes(5);
    private static final int WAIT_SECONDS = 30;
    /** Of narrower copies of pictures: there may be many before one. */
    private static final Duration MAKING = Duration.ofHours(1);

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
        try (Api api = new Api(target, RETRIES)) {
            String cursor = latest(api); // before the copy, so that nothing that happens meanwhile is missed
            boolean whole = copy(api, into);
            while (!once) {
                JsonNode page = api.ask("GET", page(cursor, WAIT_SECONDS));
                cursor = page.path("cursor").asString(cursor);
                if (!page.path("events").isEmpty()) {
                    whole = copy(api, into);
                }
            }
            return whole ? Exit.OK : Exit.REFUSED;
        } catch (StaticCopy.Refusal e) {
            throw new CommandFailed(Exit.USAGE, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new CommandFailed(
                    Exit.UNREACHABLE,
                    "The mirror was interrupted: " + e.getMessage()
                            + ". Run the same command again: it goes on there.");
        }
    }

    private static String latest(Api api) {
        return api.ask("GET", page("latest", 0)).path("cursor").asString("");
    }

    /** Events of files have to be asked for by name. */
    private static String page(String after, int wait) {
        return "/api/events/page?after=" + URLEncoder.encode(after, StandardCharsets.UTF_8) + "&limit=1000"
                + (wait == 0 ? "" : "&wait=" + wait)
                + "&type=published&type=revised&type=moved&type=withdrawn&type=site-changed"
                + "&type=file-published&type=file-revised&type=file-withdrawn";
    }

    private boolean copy(Api api, Path into) throws IOException {
        try (var progress = new ProgressLine("mirror", -1, CommandOutput.err(spec))) {
            SiteAddresses addresses = new SiteAddresses(api, false);
            StaticCopy.Result result = new StaticCopy(into, new GatewayPages(api, MAKING), maxAddresses, progress::at)
                    .write(addresses.host(), addresses.all(), Set.of());
            CommandOutput.of(spec)
                    .printf(
                            "position %s: %,d files, %,d written, %,d removed%n",
                            result.position(), result.files(), result.written(), result.removed());
            result.notes().forEach(CommandOutput.of(spec)::println);
            CommandOutput.of(spec).flush();
            return result.isWhole();
        }
    }
}
