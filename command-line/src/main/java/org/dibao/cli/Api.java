package org.dibao.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Requests to the gateway, with retries that are safe because each write carries an {@code Idempotency-Key}. */
final class Api implements AutoCloseable {
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Target target;
    private final Duration retryFor;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private boolean everReached;

    /** @param retryFor how long a request is repeated while the server is busy, unavailable or unreachable */
    Api(Target target, Duration retryFor) {
        this.target = target;
        this.retryFor = retryFor;
    }

    /** Sends a request, and repeats it until the answer is something other than 429, 502, 503 or 504. */
    HttpResponse<String> send(String path, UnaryOperator<HttpRequest.Builder> request) {
        long end = System.nanoTime() + retryFor.toNanos();
        for (int attempt = 0; ; attempt++) {
            Duration pause = pause(attempt);
            try {
                var response = sendOnce(path, request, BodyHandlers.ofString(StandardCharsets.UTF_8));
                everReached = true;
                boolean busy = switch (response.statusCode()) {
                    case 429, 502, 503, 504 -> true;
                    default -> false;
                };
                Duration wanted = retryAfter(response, pause);
                if (!busy || System.nanoTime() + wanted.toNanos() > end) {
                    return response;
                }
                pause = wanted;
            } catch (IOException e) {
                // If nothing ever listened there, say so at once. If something did, it may be restarting.
                boolean neverThere = e instanceof ConnectException && !everReached;
                if (neverThere || Unreachable.of(e).forGood() || System.nanoTime() + pause.toNanos() > end) {
                    throw unreachable(e);
                }
            }
            sleep(pause);
        }
    }

    /**
     * Asks what may be asked twice, and gives the answer.
     *
     * @throws CommandFailed if it is refused
     */
    JsonNode ask(String method, String path) {
        HttpResponse<String> answer = send(
                path, request -> request.header("Accept", "application/json").method(method, BodyPublishers.noBody()));
        if (answer.statusCode() >= 300) {
            String problem =
                    ServerProblem.ofAnswer(answer.statusCode(), answer.body()).toString();
            throw new CommandFailed(
                    Exit.REFUSED,
                    answer.statusCode() == 404 && path.startsWith("/api/articles/") ? noArticle(problem) : problem);
        }
        return LenientJson.read(answer.body());
    }

    /**
     * Asks once what may not be asked twice: another attempt at making something could make two.
     *
     * @return the answer; an empty object if it has no body
     * @throws CommandFailed if it is refused, or there is no answer
     */
    JsonNode change(String method, String path, @Nullable JsonNode body) {
        HttpResponse<String> answer;
        try {
            answer = sendOnce(
                    path,
                    request -> request.header("Content-Type", "application/json")
                            .method(
                                    method,
                                    body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString())),
                    BodyHandlers.ofString());
        } catch (IOException e) {
            throw unreachable(e);
        }
        if (answer.statusCode() >= 300) {
            throw new CommandFailed(
                    Exit.REFUSED,
                    ServerProblem.ofAnswer(answer.statusCode(), answer.body()).toString());
        }
        return LenientJson.read(answer.body().isEmpty() ? "{}" : answer.body());
    }

    /**
     * The status with which the site answers for a path; asked for once.
     *
     * @param path decoded
     * @return 0 if there is no answer
     */
    int status(String path) {
        try {
            return sendOnce(Published.encoded(path), HttpRequest.Builder::HEAD, BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException | IllegalArgumentException e) {
            return 0;
        }
    }

    /** The path, decoded, that an address of the site leads to; empty if it leads nowhere else. */
    Optional<String> redirect(String path) {
        HttpResponse<String> answer = send(path, HttpRequest.Builder::HEAD);
        return answer.statusCode() / 100 == 3
                ? answer.headers()
                        .firstValue("Location")
                        .map(location -> target.uri(path).resolve(location).getPath())
                : Optional.empty();
    }

    /** With where its id can be found, unless the server has said what to do. */
    static String noArticle(String problem) {
        return problem.contains("\"dibao ")
                ? problem
                : problem.replaceFirst("\\.$", "") + ": \"dibao list\" shows the articles with their ids.";
    }

    /**
     * Sends a request exactly once.
     *
     * @throws IOException if there is no answer, or one that is not Dibao's
     */
    <T> HttpResponse<T> sendOnce(String path, UnaryOperator<HttpRequest.Builder> request, BodyHandler<T> handler)
            throws IOException {
        var builder = HttpRequest.newBuilder(target.uri(path)).timeout(Duration.ofSeconds(60));
        if (target.key() != null) {
            builder.header("Authorization", "Bearer " + target.key());
        }
        try {
            HttpResponse<T> answer = http.send(request.apply(builder).build(), handler);
            if (path.startsWith("/api/")) {
                AnotherProgram.requireNone(answer);
            }
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed(Exit.UNREACHABLE, "Interrupted.");
        }
    }

    CommandFailed unreachable(IOException e) {
        Unreachable it = Unreachable.of(e);
        return new CommandFailed(
                Exit.UNREACHABLE,
                "Dibao cannot be reached at " + target.url() + " (" + it.why() + "): "
                        + (it.mend().isEmpty() ? target.whatToDo() : it.mend()));
    }

    static void sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed(Exit.UNREACHABLE, "Interrupted.");
        }
    }

    /** Doubles from a quarter of a second, with jitter, so that clients do not retry in lockstep. */
    static Duration pause(int attempt) {
        long millis = Math.min(LONGEST_PAUSE.toMillis(), 250L << Math.min(attempt, 6));
        return Duration.ofMillis(millis / 2 + ThreadLocalRandom.current().nextLong(millis / 2 + 1));
    }

    private static Duration retryAfter(HttpResponse<?> response, Duration otherwise) {
        try {
            return response.headers()
                    .firstValue("Retry-After")
                    .map(s -> Duration.ofSeconds(Long.parseLong(s.strip())))
                    .orElse(otherwise);
        } catch (NumberFormatException date) {
            return otherwise;
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
