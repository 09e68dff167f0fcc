package org.dibao.acceptance.subscriber;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** One that speaks HTTP itself. */
abstract class HttpFollower extends Follower {
    private final String key;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    HttpFollower(String name, Relay relay, Subscription subscription, long start, String key) {
        super(name, relay, subscription, start);
        this.key = key;
    }

    /** @return whose answer is 200; anything else may come from a gateway that is being restarted */
    HttpResponse<InputStream> get(String target, String... headers) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(relay().address() + target))
                .headers(headers)
                .timeout(Duration.ofSeconds(60));
        if (subscription().outcomes()) {
            request.header("Authorization", "Bearer " + key);
        }
        try {
            HttpResponse<InputStream> response = client.send(request.build(), BodyHandlers.ofInputStream());
            if (response.statusCode() == 200) {
                return response;
            }
            String problem = new String(response.body().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            if (response.statusCode() < 500) {
                throw new AssertionError(target + " after " + cursor() + " was refused: " + problem);
            }
            TimeUnit.MILLISECONDS.sleep(100);
            throw new IOException(problem);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        super.close();
        client.shutdownNow();
    }
}
