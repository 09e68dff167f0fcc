package org.dibao.standalone;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** Asks the services' management ports whether they are well. */
final class Health {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration BETWEEN = Duration.ofMillis(50);

    private Health() {}

    /** Returns when all are well, or, with a note for each that is not, after a minute: they may have much to catch up with. */
    static void await(Map<String, String> management, Progress progress) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try (var http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build()) {
            for (var entry : management.entrySet()) {
                String health = ask(http, entry.getValue());
                while (!health.isEmpty() && System.nanoTime() < end) {
                    Thread.sleep(BETWEEN);
                    health = ask(http, entry.getValue());
                }
                if (!health.isEmpty()) {
                    progress.note(entry.getKey() + " is not well yet: " + health);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailed("Interrupted while starting.", e);
        }
    }

    /** Empty if the service is well, else what it says. */
    private static String ask(HttpClient http, String management) throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(URI.create(management + "/actuator/health")).timeout(Duration.ofSeconds(5)).build();
            var response = http.send(request, BodyHandlers.ofString());
            return response.statusCode() == 200 ? "" : response.body();
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
