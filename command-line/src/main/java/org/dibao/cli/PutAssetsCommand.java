package org.dibao.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts files, or folders of them, on the site. */
@Command(
        name = "put",
        mixinStandardHelpOptions = true,
        description = {
            "Put files on the site, and print their addresses and the Markdown that shows them in an article.",
            "Without --at, a file's address is made of what is in it and of its name, so it never changes."
        })
final class PutAssetsCommand extends AssetsCommand.Action {
    private static final String MEDIA = "/api/media";

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
                        CommandOutput.of(spec), options.target(), sent.file().toString(), json);
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
                ? write(
                        api,
                        "POST",
                        MEDIA + query,
                        body,
                        request -> request.header("Slug", AssetsCommand.escaped(name)))
                : write(
                        api,
                        "PUT",
                        AssetsCommand.ASSETS + AssetsCommand.encoded(sent.path()) + query,
                        body,
                        UnaryOperator.identity());
    }

    private Stream<Sent> under(Path given) {
        String place = at == null || at.startsWith(AssetsCommand.SLASH) ? at : AssetsCommand.SLASH + at;
        if (!Files.isDirectory(given)) {
            if (!Files.isRegularFile(given)) {
                throw new CommandFailed(Exit.USAGE, given + " is no file. Check the path.");
            }
            return Stream.of(new Sent(
                    given,
                    place != null && (place.endsWith(AssetsCommand.SLASH) || files.size() > 1)
                            ? in(place, given.getFileName())
                            : place));
        }
        if (place == null) {
            throw new CommandFailed(
                    Exit.USAGE, given + " is a folder: say where its files are to be, such as --at /images/.");
        }
        try (Stream<Path> found = Files.walk(given)) {
            return new ArrayList<>(found.filter(Files::isRegularFile).sorted().toList())
                    .stream().map(file -> new Sent(file, in(place, given.relativize(file))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String in(String folder, Path file) {
        String names = Stream.iterate(0, i -> i + 1)
                .limit(file.getNameCount())
                .map(i -> file.getName(i).toString())
                .collect(Collectors.joining(AssetsCommand.SLASH));
        return folder.endsWith(AssetsCommand.SLASH) ? folder + names : folder + AssetsCommand.SLASH + names;
    }
}
