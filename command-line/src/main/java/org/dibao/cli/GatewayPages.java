package org.dibao.cli;

import java.io.IOException;
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

    /** @param making how long a copy of a picture may take to be made, and those before it */
    GatewayPages(Api api, Duration making) {
        this.api = api;
        this.making = making;
    }

    @Override
    public StaticCopy.Answer get(String address, @Nullable String tag, Path body) throws IOException {
        long end = System.nanoTime() + making.toNanos();
        int busy = 0;
        while (true) {
            HttpResponse<Path> answer = api.sendOnce(
                    address,
                    request -> tag == null ? request.GET() : request.GET().header("If-None-Match", tag),
                    BodyHandlers.ofFile(body));
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
                        header(answer, "Dibao-Position"));
            }
        }
    }

    private static @Nullable String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse(null);
    }
}
