package org.dibao.acceptance.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.dibao.acceptance.contract.OpenApi;

/** What each site says of its API, as it said it when it was first asked. */
final class Contract {
    private static final Map<URI, OpenApi> KNOWN = new ConcurrentHashMap<>();

    private Contract() {}

    /** @throws UncheckedIOException if the site does not answer */
    static OpenApi at(HttpClient client, URI address) {
        OpenApi known = KNOWN.get(address);
        return known != null ? known : KNOWN.computeIfAbsent(address, _ -> asked(client, address));
    }

    private static OpenApi asked(HttpClient client, URI address) {
        try {
            HttpResponse<byte[]> response = client.send(
                    HttpRequest.newBuilder(URI.create(address + "/api/openapi.json"))
                            .timeout(Duration.ofSeconds(30))
                            .build(),
                    BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new AssertionError("/api/openapi.json: " + response.statusCode());
            }
            return new OpenApi(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
