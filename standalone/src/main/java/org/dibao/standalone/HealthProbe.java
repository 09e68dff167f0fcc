package org.dibao.standalone;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Checks the health of the started services. */
final class HealthProbe {
    private static final Duration BETWEEN = Duration.ofMillis(50);

    private HealthProbe() {}

    /**
     * Returns when all are healthy, or after a timeout: they may have much to catch up with.
     *
     * @param addresses the addresses to ask, by service name
     * @return those that are not healthy, with their answer or the reason why there is none
     */
    static Map<String, String> await(Map<String, String> addresses, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        Map<String, String> notWell = new LinkedHashMap<>();
        try (var http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build()) {
            for (var entry : addresses.entrySet()) {
                String health = ask(http, entry.getValue());
                while (!health.isEmpty() && System.nanoTime() < end) {
                    Thread.sleep(BETWEEN);
                    health = ask(http, entry.getValue());
                }
                if (!health.isEmpty()) {
                    notWell.put(entry.getKey(), health);
                }
            }
            return notWell;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailed("Interrupted while starting.", e);
        }
    }

    /** Empty if the answer is 200, otherwise its body. */
    private static String ask(HttpClient http, String address) throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(URI.create(address))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            var response = http.send(request, BodyHandlers.ofString());
            return response.statusCode() == 200 ? "" : response.body();
        } catch (ConnectException e) {
            return "nothing listens there";
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
