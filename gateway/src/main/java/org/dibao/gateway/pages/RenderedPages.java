package org.dibao.gateway.pages;

import java.time.Clock;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.dibao.contract.article.Digest;
import org.dibao.contract.article.Position;
import org.dibao.contract.wire.Headers;
import org.dibao.gateway.backends.Backend;
import org.dibao.gateway.backends.BackendAnswer;
import org.dibao.support.trace.LogContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import reactor.core.publisher.Mono;

/** Pages from render. A response that does not state its position, or is too old, counts as a failure. */
final class RenderedPages implements PageSource {
    private static final Logger log = LoggerFactory.getLogger(RenderedPages.class);

    private final Backend render;
    private final Clock clock;

    RenderedPages(Backend render, Clock clock) {
        this.render = render;
        this.clock = clock;
    }

    @Override
    public Mono<RenderedPage> fetch(String target, Position atLeast) {
        long asked = System.nanoTime();
        HttpHeaders headers = new HttpHeaders();
        if (!atLeast.equals(Position.NONE)) {
            headers.set(Headers.HTTP_AT_LEAST, atLeast.toString());
        }
        return render.get(target, headers).flatMap(answer -> {
            Position position = position(answer.headers().getFirst(Headers.HTTP_POSITION));
            boolean validated = position != null && position.isAtLeast(atLeast);
            // A request that render refuses, such as one with an invalid parameter, shows nothing that could be stale.
            boolean refused = answer.status() / 100 == 4 && answer.status() != 404 && answer.status() != 410;
            if (answer.status() >= 500) {
                return Mono.error(render.unavailable(answer, "Try again."));
            }
            if (!validated && !refused) {
                return tooOld(target, answer, position, atLeast);
            }
            long age = TimeUnit.SECONDS.toNanos(seconds(answer.headers().getFirst(HttpHeaders.AGE)));
            return Mono.just(page(answer, position == null ? atLeast : position, asked - age));
        });
    }

    private Mono<RenderedPage> tooOld(
            String target, BackendAnswer answer, @Nullable Position position, Position atLeast) {
        return Mono.deferContextual(context -> {
            try (var _ = LogContext.of(context)) {
                log.warn(
                        "{} was not passed on: render made it at position {}, and readers have seen position {} already",
                        target,
                        position,
                        atLeast);
            }
            return Mono.error(render.unavailable(answer, "Try again."));
        });
    }

    private RenderedPage page(BackendAnswer answer, Position position, long currentAt) {
        HttpHeaders headers = answer.passedHeaders();
        if (headers.getETag() == null && answer.status() == 200) {
            headers.setETag("\"" + Digest.of(answer.body()) + "\"");
        }
        if (headers.getCacheControl() == null) {
            headers.setCacheControl("no-cache"); // store it, but revalidate each time
        }
        if (headers.getContentType() == null && answer.body().length > 0) {
            headers.setContentType(MediaType.APPLICATION_OCTET_STREAM);
        }
        KeptFile file = answer.status() == 200
                ? KeptFile.of(
                        answer.headers().getFirst(Headers.HTTP_FILE),
                        answer.headers().getFirst(Headers.HTTP_VARIANT))
                : null;
        if (file != null) {
            KeptFile.guard(headers);
        }
        String keys = answer.headers().getFirst(Headers.HTTP_PURGE_KEYS);
        return RenderedPageBuilder.builder()
                .status(answer.status())
                .headers(HttpHeaders.readOnlyHttpHeaders(headers))
                .body(new PageBody(answer.body()))
                .position(position)
                .currentAt(currentAt)
                .keys(
                        keys == null || keys.isBlank()
                                ? Set.of()
                                : Set.of(Arrays.stream(keys.strip().split("\\s+"))
                                        .distinct()
                                        .toArray(String[]::new)))
                .theme(Objects.requireNonNullElse(answer.headers().getFirst(Headers.HTTP_THEME), ""))
                .since(clock.instant())
                .file(file)
                .build();
    }

    /**
     * How far render lags behind the publications in time (RFC 9111, 5.1). A response without the header, such as a
     * file of the theme, shows no publications.
     */
    private static long seconds(@Nullable String age) {
        return age == null || !age.matches("[0-9]{1,9}") ? 0 : Long.parseLong(age);
    }

    private static @Nullable Position position(@Nullable String header) {
        return header == null || !header.matches("-1|[0-9]{1,18}") ? null : new Position(Long.parseLong(header));
    }
}
