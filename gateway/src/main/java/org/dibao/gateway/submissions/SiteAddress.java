package org.dibao.gateway.submissions;

import java.net.URI;
import org.dibao.contract.article.Position;
import org.dibao.contract.event.Result;
import org.dibao.contract.json.Json;
import org.dibao.contract.publication.Publication;
import org.dibao.contract.site.SiteSettings;
import org.dibao.eventlog.LogIdentity;
import org.dibao.gateway.backends.Backend;
import org.dibao.gateway.backends.Backends;
import org.dibao.gateway.publications.PublicationListener;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;

/**
 * Scheme and host of the site: its {@code baseUrl}, which is requested from the store once after each change of the
 * settings. As long as it is not set or not known, it is the address that the caller used for the site.
 */
@Component
public final class SiteAddress implements PublicationListener {
    private final Backend store;
    private volatile @Nullable Mono<String> asked;
    private volatile String lastKnown = SiteSettings.DEFAULT.baseUrl();

    SiteAddress(Backends backends) {
        this.store = backends.store();
    }

    /** Never fails: while the store does not answer, it is the last known one. */
    public Mono<String> seenBy(ServerRequest request) {
        return baseUrl().map(url -> url.equals(SiteSettings.DEFAULT.baseUrl()) ? origin(request) : url);
    }

    private Mono<String> baseUrl() {
        Mono<String> current = asked;
        if (current == null) {
            current = ask().cache();
            asked = current;
        }
        return current;
    }

    private Mono<String> ask() {
        return store.get("/site", new HttpHeaders())
                .map(answer -> {
                    if (answer.status() != 200) {
                        throw new IllegalStateException("the store answers " + answer.status());
                    }
                    String url = Json.read(answer.body(), SiteSettings.class).baseUrl();
                    lastKnown = url;
                    return url;
                })
                .onErrorResume(_ -> {
                    asked = null; // the next caller asks again
                    return Mono.just(lastKnown);
                });
    }

    private static String origin(ServerRequest request) {
        URI uri = request.uri();
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }

    /** Before anybody is notified that the change is processed. */
    @Override
    public Stage stage() {
        return Stage.PURGE;
    }

    @Override
    public void startAfter(LogIdentity log, Position position) {
        asked = null;
    }

    @Override
    public void on(Publication publication, String source) {
        if (publication.result().outcome() == Result.Kind.SITE_CHANGED) {
            asked = null; // an answer in flight may still be the previous one
        }
    }
}
