package org.dibao.delivery.articles;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.dibao.support.access.ServiceSecretSettings;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.util.unit.DataSize;

/** A store that says the same of every article. */
public final class StoreAt implements AutoCloseable {
    private final HttpServer server;
    private final List<String> asked = new CopyOnWriteArrayList<>();

    private StoreAt(int status, String article, String site) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI() + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] answer = (exchange.getRequestURI().getPath().equals("/site") ? site : article)
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    /** @param article a line */
    public static StoreAt answering(String article) {
        return new StoreAt(
                200,
                article,
                "{\"title\":\"River Gazette\",\"language\":\"en\",\"baseUrl\":\"https://gazette.example\"}");
    }

    public static StoreAt answering(String article, String site) {
        return new StoreAt(200, article, site);
    }

    public static StoreAt failing() {
        return new StoreAt(503, "", "");
    }

    public Articles articles() {
        ReactorResourceFactory resources = new ReactorResourceFactory();
        resources.setUseGlobalResources(true);
        resources.afterPropertiesSet();
        return new Articles(
                new StoreSettings(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                        Duration.ofSeconds(5),
                        DataSize.ofMegabytes(1)),
                new ServiceSecretSettings("secret-secret-secret-secret", null),
                resources);
    }

    public List<String> asked() {
        return asked;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
