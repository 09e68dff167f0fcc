package org.dibao.cli;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends files one by one and waits until each is live. */
@Command(
        name = "publish",
        mixinStandardHelpOptions = true,
        description = "Publish articles: Markdown or HTML with front matter, or JSON. Prints a line for each, with its"
                + " address.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  dibao publish 2026-05-01-hello.md",
            "  dibao publish --json *.md | jq .path",
            "  dibao publish --url https://news.example --key KEY post.html"
        })
final class PublishCommand implements Callable<Integer> {
    @Mixin
    TargetOptions options = new TargetOptions();

    @Spec
    @Nullable
    CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "The files (.md, .markdown, .html, .json), or folders of them.")
    List<Path> files = List.of();

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "How long the server may wait for an article to go live (default: ${DEFAULT-VALUE}).")
    int waitSeconds = 10;

    @Option(
            names = "--retry-for",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "How long to retry a request while the server is busy or the connection is lost (default:"
                    + " ${DEFAULT-VALUE}).")
    int retrySeconds = 30;

    @Option(
            names = "--id",
            paramLabel = "ID",
            description =
                    "Publish the file as this article, even if another file was it before. Otherwise an article is"
                            + " replaced only by the file that it came from.")
    @Nullable
    String id;

    @Option(names = "--json", description = "Print a JSON object per file.")
    boolean json;

    @Override
    public Integer call() {
        Target target = options.target();
        target.requireKey();
        List<Path> articles = articles();
        if (id != null && articles.size() > 1) {
            throw new CommandFailed(
                    Exit.USAGE,
                    "--id names one article, and there are " + articles.size() + " files: publish them one by one.");
        }
        String run = UUID.randomUUID().toString();
        boolean refused = false;
        boolean unknown = false;
        try (var api = new Api(target, Duration.ofSeconds(retrySeconds))) {
            Standing standing = new Standing(address -> api.ask("GET", address));
            MissingPictures pictures = new MissingPictures(api, target);
            for (int i = 0; i < articles.size(); i++) {
                Path file = articles.get(i);
                Published published = publish(api, file, run + "-" + i);
                unknown |= published.isUnknown();
                refused |= !published.accepted();
                published.print(CommandOutput.of(spec), target, standing, file.toString(), json);
                for (String missing : pictures.of(published)) {
                    tell(MissingPictures.told(missing, file));
                }
                if (published.isForbidden()) { // as would be all that follow
                    tellUnsent(articles.size() - i - 1);
                    break;
                }
            }
        }
        return unknown ? Exit.UNREACHABLE : refused ? Exit.REFUSED : Exit.OK;
    }

    /** Beside the lines of JSON, which scripts read. */
    private void tell(String warning) {
        (json ? CommandOutput.err(spec) : CommandOutput.of(spec)).printf("%-10s %s%n", "warning", warning);
    }

    private void tellUnsent(int files) {
        if (files > 0) {
            CommandOutput.err(spec)
                    .println(
                            files == 1
                                    ? "The other file was not sent."
                                    : "The other " + files + " files were not sent.");
        }
    }

    /** The files, and those in the folders that were given. Files that would replace each other are refused. */
    private List<Path> articles() {
        List<Path> articles = new ArrayList<>();
        for (Path given : files) {
            if (!Files.isDirectory(given)) {
                articles.add(given);
                continue;
            }
            try {
                List<Path> posts = PostFolder.of(given).posts();
                if (posts.isEmpty()) {
                    throw new CommandFailed(Exit.USAGE, "There is no article in " + given + ".");
                }
                articles.addAll(posts);
            } catch (IOException e) {
                throw new CommandFailed(Exit.USAGE, given + " cannot be read: " + e.getMessage());
            }
        }
        Map<String, Path> known = new HashMap<>();
        for (Path article : articles) {
            String identity = ArticleFile.identity(article);
            Path other = identity == null ? null : known.putIfAbsent(identity, article);
            if (other != null) {
                throw new CommandFailed(
                        Exit.USAGE,
                        other + " and " + article + " would be the same article, because they have the same name:"
                                + " rename one of them, or import the folder that contains both. Nothing was sent.");
            }
        }
        return articles;
    }

    private Published publish(Api api, Path file, String idempotencyKey) {
        String type = ArticleFile.type(file).orElse(null);
        if (type == null && Files.exists(file)) {
            return Published.unsent("not an article file: its name must end in .md, .markdown, .html, .htm or .json");
        }
        byte[] content;
        try {
            content = Files.readAllBytes(file);
        } catch (IOException e) {
            return Published.unsent(ArticleFile.unreadable(e));
        }
        HttpResponse<String> response = api.send(
                id == null ? "/api/articles" : ArticleCommand.addressOf(id),
                request -> request.header("Content-Type", String.valueOf(type))
                        .header("Slug", ArticleFile.slug(file))
                        .header("Dibao-Place", ArticleFile.place(file))
                        .header("Idempotency-Key", idempotencyKey)
                        .header("Prefer", "wait=" + waitSeconds)
                        .timeout(Duration.ofSeconds(waitSeconds + 30L))
                        .method(id == null ? "POST" : "PUT", BodyPublishers.ofByteArray(content)));
        Published published = Published.of(
                response.statusCode(),
                response.body(),
                response.headers().firstValue("Location").orElse(null));
        ServerProblem problem = published.problem();
        String ownId = ArticleFile.name(file).replaceFirst("\\.[^.]+$", "");
        return problem != null && problem.reason().contains("belongs to article " + ownId + ";")
                ? published.refused(
                        problem.reason() + ". If the file is that article, which has had another language so"
                                + " far, name it: dibao publish --id " + ownId + " " + file)
                : published;
    }
}
