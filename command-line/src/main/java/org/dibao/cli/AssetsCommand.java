package org.dibao.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
            AssetsCommand.Put.class,
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
    private static final String MEDIA = "/api/media";
    private static final String SLASH = "/";

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

    @Command(
            name = "put",
            mixinStandardHelpOptions = true,
            description = {
                "Put files on the site, and print their addresses and the Markdown that shows them in an article.",
                "Without --at, a file's address is made of what is in it and of its name, so it never changes."
            })
    static final class Put extends Action {
        @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files, or folders with all that is in them.")
        List<Path> files = List.of();

        @Option(
                names = "--at",
                paramLabel = "PATH",
                description =
                        "Where on the site: of one file its path, such as /images/ferry.jpg; with a slash at its end, or"
                                + " for several files, the folder that they are put in.")
        @Nullable
        String at;

        @Option(
                names = "--focus",
                paramLabel = "X,Y",
                description =
                        "Of pictures: the point that stays in sight where only a part of them is shown, in percent from the left"
                                + " and from the top, such as 30,40. Without it a picture keeps the one that it has.")
        @Nullable
        String focus;

        /** @param path absent for one made of what is in the file */
        private record Sent(Path file, @Nullable String path) {}

        @Override
        public Integer call() {
            List<Sent> all = files.stream().flatMap(this::under).toList();
            int exit = Exit.OK;
            try (Api api = api()) {
                for (Sent sent : all) {
                    Published published = send(api, sent);
                    published.print(
                            CommandOutput.of(spec),
                            options.target(),
                            sent.file().toString(),
                            json);
                    String markdown = published.answer().path("markdown").asString("");
                    if (!json && !markdown.isEmpty()) {
                        CommandOutput.of(spec).printf("%-10s %s%n", "", markdown);
                        CommandOutput.of(spec).flush();
                    }
                    exit = Math.max(exit, published.exit());
                }
            }
            return exit;
        }

        private Published send(Api api, Sent sent) {
            BodyPublisher body;
            try {
                body = BodyPublishers.ofFile(sent.file());
            } catch (IOException e) {
                return Published.unsent("it cannot be read");
            }
            String name = sent.file().getFileName().toString();
            String query = focus == null ? "" : "?focus=" + URLEncoder.encode(focus, StandardCharsets.UTF_8);
            return sent.path() == null
                    ? write(api, "POST", MEDIA + query, body, request -> request.header("Slug", escaped(name)))
                    : write(api, "PUT", ASSETS + encoded(sent.path()) + query, body, UnaryOperator.identity());
        }

        private Stream<Sent> under(Path given) {
            String place = at == null || at.startsWith(SLASH) ? at : SLASH + at;
            if (!Files.isDirectory(given)) {
                if (!Files.isRegularFile(given)) {
                    throw new CommandFailed(Exit.USAGE, given + " is no file. Check the path.");
                }
                return Stream.of(new Sent(
                        given,
                        place != null && (place.endsWith(SLASH) || files.size() > 1)
                                ? in(place, given.getFileName())
                                : place));
            }
            if (place == null) {
                throw new CommandFailed(
                        Exit.USAGE, given + " is a folder: say where its files are to be, such as --at /images/.");
            }
            try (Stream<Path> found = Files.walk(given)) {
                return new ArrayList<>(
                                found.filter(Files::isRegularFile).sorted().toList())
                        .stream().map(file -> new Sent(file, in(place, given.relativize(file))));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static String in(String folder, Path file) {
            String names = Stream.iterate(0, i -> i + 1)
                    .limit(file.getNameCount())
                    .map(i -> file.getName(i).toString())
                    .collect(Collectors.joining(SLASH));
            return folder.endsWith(SLASH) ? folder + names : folder + SLASH + names;
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
