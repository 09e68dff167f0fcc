package org.dibao.gateway.status;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.dibao.contract.wire.Headers;
import org.dibao.gateway.auth.ApiKey;
import org.dibao.gateway.connections.GatewayAddress;
import org.dibao.gateway.warmup.WarmUpTraffic;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/**
 * Lets the JVM compile the code paths of posts and pages before the first real request: requests the front page from
 * this gateway itself, over HTTP, and posts articles that ingest is certain to refuse, so that nothing enters the log.
 * No metric counts these requests.
 */
@Component
final class WarmUp implements ApplicationListener<ApplicationReadyEvent>, DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(WarmUp.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int FAILURES = 20;
    private static final String NO_ARTICLE = "{";

    private final StatusSettings settings;
    private final ApiKey key;
    private final WarmUpTraffic traffic;
    private final ReactorResourceFactory resources;
    private volatile @Nullable Thread thread;

    WarmUp(StatusSettings settings, ApiKey key, WarmUpTraffic traffic, ReactorResourceFactory resources) {
        this.settings = settings;
        this.traffic = traffic;
        this.key = key;
        this.resources = resources;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent event) {
        if (settings.warmUp() > 0
                && event.getApplicationContext() instanceof WebServerApplicationContext web
                && web.getWebServer() != null) {
            String url = GatewayAddress.of(web).toString();
            thread = Thread.ofPlatform().name("warm-up").daemon().start(() -> run(url));
        }
    }

    /** Ends before the server that it uses. */
    @Override
    public void destroy() throws InterruptedException {
        Thread running = thread;
        if (running != null) {
            running.interrupt();
            running.join(PATIENCE);
        }
    }

    private void run(String url) {
        long start = System.nanoTime();
        ConnectionProvider connection = ConnectionProvider.create("warm-up", 1);
        try {
            HttpClient http = HttpClient.create(connection).runOn(resources.getLoopResources());
            WebClient self = WebClient.builder()
                    .clientConnector(new ReactorClientHttpConnector(http))
                    .baseUrl(url)
                    .defaultHeader(Headers.HTTP_WARM_UP, traffic.mark())
                    .build();
            int failures = 0;
            for (int i = 0; i < settings.warmUp() && failures < FAILURES; i++) {
                if (!once(self)) {
                    failures++;
                    TimeUnit.MILLISECONDS.sleep(200);
                }
            }
            log.info("Warm-up finished after {} ms", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.debug("warming up ended", e); // the gateway is already shutting down, or listens elsewhere: harmless
        } finally {
            connection.dispose();
        }
    }

    private boolean once(WebClient self) {
        Mono<Boolean> page =
                self.get().uri("/").exchangeToMono(it -> it.releaseBody().thenReturn(true));
        Mono<Boolean> post = self.post()
                .uri("/api/articles")
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + key.secret().token())
                .header("Prefer", "wait=1")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(NO_ARTICLE)
                .exchangeToMono(
                        it -> it.releaseBody().thenReturn(it.statusCode().is4xxClientError()));
        return Boolean.TRUE.equals(
                page.then(post).timeout(PATIENCE).onErrorReturn(false).block());
    }
}
