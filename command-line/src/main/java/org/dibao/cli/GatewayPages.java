package org.dibao.cli;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.dibao.cli.export.StaticCopy;
import org.jspecify.annotations.Nullable;

/** Pages as the gateway serves them to anybody. */
final class GatewayPages implements StaticCopy.Pages {
    private static final int ATTEMPTS = 6;

    private final Api api;

    GatewayPages(Api api) {
        this.api = api;
    }

    @Override
    public StaticCopy.Answer get(String address, @Nullable String tag, Path body) throws IOException {
        for (int attempt = 0; ; attempt++) {
            HttpResponse<Path> answer = api.sendOnce(
                    address,
                    request -> tag == null ? request.GET() : request.GET().header("If-None-Match", tag),
                    BodyHandlers.ofFile(body));
            int status = answer.statusCode();
            boolean busy = status == 429 || status >= 500;
            if (!busy || attempt >= ATTEMPTS) {
                return new StaticCopy.Answer(
                        status,
                        header(answer, "Content-Type"),
                        header(answer, "ETag"),
                        header(answer, "Location"),
                        header(answer, "Dibao-Position"));
            }
            Duration pause = Api.pause(attempt);
            Api.sleep(pause);
        }
    }

    private static @Nullable String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse(null);
    }
}
