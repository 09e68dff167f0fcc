package org.dibao.cli;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
    static final String NAMED = "The article's id, its file, or its address.";

    static final Duration RETRY_FOR = Duration.ofSeconds(30);
    private static final int WAIT_SECONDS = 10;

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
                return body == null ? request : request.header("Content-Type", "application/merge-patch+json");
            });
            Published published = Published.of(
                    answer.statusCode(),
                    answer.body(),
                    answer.headers().firstValue("Location").orElse(null));
            published.print(CommandOutput.of(spec), target, siteTime(), about, json);
            return published.exit();
        }
    }

    /** The API's address of an article that is named as {@link #NAMED} says. */
    String address(String article) {
        return addressOf(NamedArticle.id(article, this::read, options.target().key() != null));
    }

    SiteTime siteTime() {
        return new SiteTime(this::read);
    }

    static String addressOf(String id) {
        return "/api/articles/" + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
