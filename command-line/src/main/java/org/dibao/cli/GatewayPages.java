package org.dibao.cli;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.dibao.cli.export.StaticCopy;
import org.jspecify.annotations.Nullable;

/**
 * Pages as the gateway serves them to anybody. A narrower copy of a picture is waited for: until it is made, its address has the
 * picture itself.
 */
final class GatewayPages implements StaticCopy.Pages {
    private static final int ATTEMPTS = 6;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    private static final int UNAVAILABLE = 503;

    private final Api api;
    private final Duration making;
    private final @Nullable String atLeast;

    /** @param making how long a copy of a picture may take to be made, and those before it */
    GatewayPages(Api api, Duration making) {
        this(api, making, null);
    }

    private GatewayPages(Api api, Duration making, @Nullable String atLeast) {
        this.api = api;
        this.making = making;
        this.atLeast = atLeast;
    }

    /** The same, but for pages of a position or a later one, whichever gateway has them. */
    GatewayPages of(String position) {
        return new GatewayPages(api, making, position);
    }

    @Override
    public StaticCopy.Answer get(String address, @Nullable String tag, Path body) throws IOException {
        long end = System.nanoTime() + making.toNanos();
        int busy = 0;
        while (true) {
            HttpResponse<Path> answer;
            try {
                answer = api.sendOnce(address, request -> asked(request, tag), BodyHandlers.ofFile(body));
            } catch (IOException e) {
                if (busy == ATTEMPTS || Unreachable.of(e).forGood()) {
                    throw e;
                }
                Api.sleep(Api.pause(busy));
                busy++;
                continue;
            }
            int status = answer.statusCode();
            boolean isMadeLater = "later".equals(header(answer, "Dibao-Variant"));
            if (isMadeLater && System.nanoTime() - end < 0) {
                Api.sleep(BETWEEN_LOOKS);
            } else if ((status == 429 || status >= 500) && busy < ATTEMPTS) {
                Api.sleep(Api.pause(busy));
                busy++;
            } else {
                return new StaticCopy.Answer(
                        isMadeLater ? UNAVAILABLE : status,
                        header(answer, "Content-Type"),
                        header(answer, "ETag"),
                        header(answer, "Location"),
                        header(answer, "Dibao-Position"),
                        header(answer, "Surrogate-Key"),
                        header(answer, "Dibao-Theme"));
            }
        }
    }

    private HttpRequest.Builder asked(HttpRequest.Builder request, @Nullable String tag) {
        request.GET().header("Want-Surrogate-Key", "?1");
        if (tag != null) {
            request.header("If-None-Match", tag);
        }
        return atLeast == null ? request : request.header("Dibao-At-Least", atLeast);
    }

    private static @Nullable String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse(null);
    }
}
