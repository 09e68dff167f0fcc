package org.dibao.acceptance.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.dibao.acceptance.contract.Exchange;

/** One HTTP request in the making. Redirects are not followed. */
public final class Call {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient client;
    private final URI address;
    private final String target;
    private final HttpRequest.Builder request;
    private final String method;
    private BodyPublisher body = BodyPublishers.noBody();

    Call(HttpClient client, URI address, String method, String target) {
        this.client = client;
        this.address = address;
        this.target = target;
        this.method = method;
        // The target stands on the wire as it is given here: an encoded slash stays encoded.
        this.request = HttpRequest.newBuilder(URI.create(address + target)).timeout(PATIENCE);
    }

    public Call with(String header, String value) {
        request.header(header, value);
        return this;
    }

    public Call key(String key) {
        request.setHeader("Authorization", "Bearer " + key);
        return this;
    }

    /** Answer when the page is live. */
    public Call waiting() {
        return with("Prefer", "wait=10");
    }

    public Call body(String type, byte[] bytes) {
        this.body = BodyPublishers.ofByteArray(bytes);
        return with("Content-Type", type);
    }

    public Call body(String type, String text) {
        return body(type, text.getBytes(StandardCharsets.UTF_8));
    }

    public Answer send() {
        HttpResponse<byte[]> response = send(BodyHandlers.ofByteArray());
        if (isOfTheApi()) {
            Contract.at(client, address).check(exchange(response), response.body());
        }
        return new Answer(response.statusCode(), response.headers(), response.body());
    }

    /** For answers that come bit by bit; whoever opens it closes it. */
    public HttpResponse<InputStream> open() {
        HttpResponse<InputStream> response = send(BodyHandlers.ofInputStream());
        if (isOfTheApi()) {
            Contract.at(client, address).checkHead(exchange(response));
        }
        return response;
    }

    /**
     * @param item the data of an event, or a line of JSON, in the answer to this call
     * @throws AssertionError if the site does not say that there may be such a one
     */
    void checkItem(HttpResponse<?> response, String item) {
        Contract.at(client, address).checkItem(exchange(response), item);
    }

    private boolean isOfTheApi() {
        return target.startsWith("/api/");
    }

    private Exchange exchange(HttpResponse<?> response) {
        return new Exchange(method, target, response.statusCode(), response.headers());
    }

    private <T> HttpResponse<T> send(BodyHandler<T> handler) {
        try {
            return client.send(request.method(method, body).build(), handler);
        } catch (IOException e) {
            throw new UncheckedIOException(method + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
