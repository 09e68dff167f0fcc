package org.dibao.cli;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** What the commands about single articles and the site share. */
abstract class ArticleCommand implements Callable<Integer> {
    /** How an article may be named. */
    static final String NAMED = "The article's id, its file, or its address, also a former one.";

    static final Duration RETRY_FOR = Duration.ofSeconds(30);
    private static final int WAIT_SECONDS = 10;
    private static final int NOT_FOUND = 404;
    /** Precondition failed. */
    private static final int CHANGED = 412;

    @Mixin
    TargetOptions options = new TargetOptions();

    @Spec
    @Nullable
    CommandSpec spec;

    @Option(names = "--json", description = "Print the answer as JSON.")
    boolean json;

    /** Reads an address of the API. */
    JsonNode read(String path) {
        return ask("GET", path);
    }

    /** Asks what may be asked twice. */
    JsonNode ask(String method, String path) {
        try (Api api = new Api(options.target(), RETRY_FOR)) {
            return api.ask(method, path);
        }
    }

    /** Sends a change, waits until it is live, prints a line about it and gives the exit status. */
    int write(String method, String path, @Nullable JsonNode body, String about) {
        return write(method, path, body, about, null);
    }

    /** @param revision that must be the article's still; absent: whichever it has */
    int write(String method, String path, @Nullable JsonNode body, String about, @Nullable String revision) {
        Published published = send(method, path, body, about, revision);
        print(published, about);
        return published.exit();
    }

    /** Prints a line about a change. */
    void print(Published published, String about) {
        published.print(CommandOutput.of(spec), options.target(), new Standing(this::read), about, json);
    }

    /** Sends a change, and waits until it is live. */
    Published send(String method, String path, @Nullable JsonNode body, String about, @Nullable String revision) {
        Target target = options.target();
        target.requireKey();
        String idempotencyKey = UUID.randomUUID().toString();
        try (Api api = new Api(target, RETRY_FOR)) {
            HttpResponse<String> answer = api.send(path, request -> {
                request.header("Idempotency-Key", idempotencyKey)
                        .header("Prefer", "wait=" + WAIT_SECONDS)
                        .timeout(Duration.ofSeconds(WAIT_SECONDS + 30L))
                        .method(
                                method,
                                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()));
                if (revision != null) {
                    request.header("If-Match", "\"" + revision + "\"");
                }
                return body == null ? request : request.header("Content-Type", "application/merge-patch+json");
            });
            Published published = Published.of(
                    answer.statusCode(),
                    answer.body(),
                    answer.headers().firstValue("Location").orElse(null));
            if (revision != null && answer.statusCode() == CHANGED) {
                published = published.refused(
                        "somebody else has changed it meanwhile, so nothing of yours was taken: \"dibao history "
                                + about + "\" says who; edit it again, from what it is now");
            }
            if (answer.statusCode() == NOT_FOUND) {
                published = published.refused(Api.noArticle(
                        ServerProblem.ofAnswer(NOT_FOUND, answer.body()).reason()));
            }
            return published;
        }
    }

    /** The API's address of an article that is named as {@link #NAMED} says; says where it is if that leads elsewhere. */
    String address(String article) {
        NamedArticle named = NamedArticle.of(
                article, this::read, this::redirect, options.target().key() != null);
        if (named.movedTo() != null) {
            CommandOutput.err(spec)
                    .println(article + " leads to " + options.target().url() + Published.encoded(named.movedTo())
                            + ", where the article is now.");
        }
        return addressOf(named.id());
    }

    private Optional<String> redirect(String path) {
        try (Api api = new Api(options.target(), RETRY_FOR)) {
            return api.redirect(path);
        }
    }

    SiteTime siteTime() {
        return new SiteTime(this::read);
    }

    static String addressOf(String id) {
        return "/api/articles/" + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
