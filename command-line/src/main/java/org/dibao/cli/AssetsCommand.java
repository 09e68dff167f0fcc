package org.dibao.cli;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Manages the site's files: pictures, downloads. */
@Command(
        name = "assets",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Put pictures and other files on the site.",
        subcommands = {
            PutAssetsCommand.class,
            AssetsCommand.ListAll.class,
            ShowAssetCommand.class,
            AssetsCommand.Remove.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  dibao assets put ferry.jpg                         at an address made of what is in it",
            "  dibao assets put ferry.jpg --at /images/ferry.jpg",
            "  dibao assets put ferry.jpg --at /images/ferry.jpg --focus 30,40",
            "  dibao assets put images --at /images/              all files of a folder",
            "  dibao assets show /images/ferry.jpg                what it is, and where it is used",
            "  dibao assets remove /images/ferry.jpg"
        })
final class AssetsCommand {
    static final String ASSETS = "/api/assets";
    static final String SLASH = "/";

    /** What all of them share. */
    abstract static class Action implements Callable<Integer> {
        @Mixin
        TargetOptions options = new TargetOptions();

        @Option(
                names = "--retry-for",
                paramLabel = "SECONDS",
                description = "How long to repeat requests while Dibao is busy or cannot be reached (default:"
                        + " ${DEFAULT-VALUE}).")
        int retryFor = 30;

        @Option(names = "--json", description = "Print one JSON object per line.")
        boolean json;

        @Spec
        @Nullable
        CommandSpec spec;

        Api api() {
            options.target().requireKey();
            return new Api(options.target(), Duration.ofSeconds(retryFor));
        }

        Published write(
                Api api, String method, String path, BodyPublisher body, UnaryOperator<HttpRequest.Builder> more) {
            String once = UUID.randomUUID().toString();
            HttpResponse<String> answer = api.send(
                    path,
                    request -> more.apply(request.method(method, body)
                            .header("Prefer", "wait=20")
                            .header("Idempotency-Key", once)));
            return Published.of(
                    answer.statusCode(),
                    answer.body(),
                    answer.headers().firstValue("Location").orElse(null));
        }
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "List the site's files, by path.")
    static final class ListAll extends Action {
        private static final int PAGE = 100;

        @Option(names = "--withdrawn", description = "Those that were removed, too.")
        boolean withdrawn;

        @Override
        public Integer call() {
            int shown = 0;
            try (Api api = api()) {
                String next = "";
                do {
                    String after = next.isEmpty() ? "" : "&after=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
                    JsonNode page = api.ask("GET", ASSETS + "?limit=" + PAGE + after);
                    for (JsonNode file : page.path("files")) {
                        if (isLive(file) || withdrawn) {
                            CommandOutput.of(spec).println(json ? file : line(file));
                            shown++;
                        }
                    }
                    next = page.path("next").asString("");
                } while (!next.isEmpty());
            }
            if (shown == 0 && !json) {
                CommandOutput.of(spec).println("There are no files.");
            }
            CommandOutput.of(spec).flush();
            return Exit.OK;
        }
    }

    @Command(
            name = "remove",
            mixinStandardHelpOptions = true,
            description = {
                "Take files off the site: their paths answer 410. What they were stays in the history.",
                "A file that live articles show or lead to stays, unless --force is given."
            })
    static final class Remove extends Action {
        @Option(names = "--force", description = "Take them off even if live articles show them or lead to them.")
        boolean force;

        @Parameters(arity = "1..*", paramLabel = "PATH", description = "Their paths, such as /images/ferry.jpg.")
        List<String> paths = List.of();

        @Override
        public Integer call() {
            int exit = Exit.OK;
            try (Api api = api()) {
                for (String path : paths) {
                    String whole = path.startsWith(SLASH) ? path : SLASH + path;
                    if (!force && uses(api, whole) > 0) {
                        CommandOutput.err(spec)
                                .println(whole + " stays: live articles show it or lead to it. \"dibao assets show "
                                        + whole + "\" names them; change them first, or give --force.");
                        exit = Exit.REFUSED;
                        continue;
                    }
                    Published removed = write(
                            api, "DELETE", ASSETS + encoded(whole), BodyPublishers.noBody(), UnaryOperator.identity());
                    removed.print(CommandOutput.of(spec), options.target(), whole, json);
                    exit = Math.max(exit, removed.exit());
                }
            }
            return exit;
        }
    }

    /** How many live articles use a file, as far as the key may know. */
    private static int uses(Api api, String path) {
        try {
            return api.ask("GET", ASSETS + encoded(path) + "?where-used&limit=1")
                    .path("articles")
                    .size();
        } catch (CommandFailed e) {
            return 0;
        }
    }

    /** What is known of a file. */
    static String line(JsonNode file) {
        JsonNode content = file.path("content");
        String size = content.has("width")
                ? content.path("width").asInt() + " × " + content.path("height").asInt()
                : "";
        JsonNode focus = content.path("focus");
        return String.format(
                        Locale.ROOT,
                        "%,12d  %-24s  %-13s  %s%s%s",
                        content.path("length").asLong(),
                        content.path("type").asString("").replaceFirst(";.*", ""),
                        size,
                        file.path("path").asString(""),
                        focus.isObject()
                                ? "  (focus " + focus.path("x").asInt() + ","
                                        + focus.path("y").asInt() + ")"
                                : "",
                        isLive(file) ? "" : "  (removed)")
                .stripTrailing();
    }

    private static boolean isLive(JsonNode file) {
        return file.path("status").asString("").equals("live");
    }

    /** Each name in the path, percent-encoded. */
    static String encoded(String path) {
        return Stream.of(path.split(SLASH, -1)).map(AssetsCommand::escaped).collect(Collectors.joining(SLASH));
    }

    static String escaped(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
