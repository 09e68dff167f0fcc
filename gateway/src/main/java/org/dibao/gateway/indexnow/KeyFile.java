package org.dibao.gateway.indexnow;

import java.nio.charset.StandardCharsets;
import org.dibao.gateway.problems.Responses;
import org.dibao.support.indexnow.IndexNowSettings;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * {@code /<key>.txt} with the key in it: it proves to a search engine that whoever names the site's addresses may. There
 * is no such file unless {@code dibao.index-now-key} is set.
 */
@Component
@EnableConfigurationProperties(IndexNowSettings.class)
public final class KeyFile {
    private static final MediaType TEXT = new MediaType("text", "plain", StandardCharsets.UTF_8);

    private final String path;
    private final byte[] content;

    KeyFile(IndexNowSettings settings) {
        String key = settings.indexNowKey();
        this.path = key == null ? "" : "/" + key + ".txt";
        this.content = key == null ? new byte[0] : key.getBytes(StandardCharsets.US_ASCII);
    }

    /** @param path as received; never empty */
    public boolean isAt(String path) {
        return path.equals(this.path);
    }

    public Mono<ServerResponse> file(ServerRequest request) {
        return Responses.bytes(200, KeyFile::headers, content);
    }

    private static void headers(HttpHeaders headers) {
        headers.setContentType(TEXT);
        headers.setCacheControl("no-cache");
        headers.set("X-Robots-Tag", "noindex");
    }
}
