package org.dibao.gateway.pages;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Collectors;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.wire.Headers;
import org.dibao.gateway.auth.ApiKeyAuthenticator;
import org.dibao.gateway.auth.Scope;
import org.dibao.gateway.connections.ReadyAnswer;
import org.dibao.gateway.encoding.ClientCodings;
import org.dibao.gateway.encoding.Coding;
import org.dibao.gateway.encoding.Compression;
import org.dibao.gateway.problems.Responses;
import org.dibao.support.work.Workers;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.util.UriUtils;
import reactor.core.publisher.Mono;

/** Serves pages, and listings for programs, from the cache or from render. Ignores cookies and unknown parameters. */
public final class PageServer {
    private static final Set<String> LISTING_PARAMETERS = Set.of("category", "tag", "author", "after", "limit");

    private static final byte[] NOTHING = {};

    private final ApiKeyAuthenticator authenticator;
    private final PageCache cache;
    private final OldQueries queries;
    private final Compression compression;
    private final Surrogates surrogates;
    private final Variants variants;
    private final FileBodies files;
    private final Clock clock;

    PageServer(
            ApiKeyAuthenticator authenticator,
            PageCache cache,
            Compression compression,
            Surrogates surrogates,
            Variants variants,
            FileBodies files,
            Clock clock) {
        this.authenticator = authenticator;
        this.cache = cache;
        this.queries = new OldQueries(cache);
        this.compression = compression;
        this.surrogates = surrogates;
        this.variants = variants;
        this.files = files;
        this.clock = clock;
    }

    /** Any page of the site; none takes a parameter. An old address with a query that leads nowhere is the page without it. */
    public Mono<ServerResponse> page(ServerRequest request) {
        Instant arrival = clock.instant();
        String path = path(request.uri().getRawPath());
        return queries.target(path, request.uri().getRawQuery())
                .flatMap(target -> cache.get(target)
                        .flatMap(served -> served.page().status() == 404 && !target.equals(path)
                                ? serve(request, path, arrival)
                                : serve(request, target, served, arrival)));
    }

    /** {@code GET /api/articles}. */
    public Mono<ServerResponse> listing(ServerRequest request) {
        String target = path(request.uri().getRawPath()) + query(request);
        return authenticator.reader(
                request, Scope.READ_DRAFTS, _ -> serve(request, target, clock.instant())); // the same for everyone
    }

    private Mono<ServerResponse> serve(ServerRequest request, String target, Instant arrival) {
        return cache.get(target).flatMap(served -> serve(request, target, served, arrival));
    }

    private Mono<ServerResponse> serve(ServerRequest request, String target, PageCache.Served found, Instant arrival) {
        return variants.resolved(found).flatMap(served -> answer(request, target, served, arrival));
    }

    /** Normalized; a path that cannot be decoded stays as it is, and render has no such page. */
    private static String path(String raw) {
        if (PageAddress.isPlain(raw)) {
            return raw;
        }
        try {
            return ArticlePath.encode(ArticlePath.decode(raw));
        } catch (IllegalArgumentException e) {
            return raw;
        }
    }

    /** Normalized and sorted, so that the same listing has the same target. */
    private static String query(ServerRequest request) {
        String query = request.queryParams().entrySet().stream()
                .filter(given -> LISTING_PARAMETERS.contains(given.getKey()))
                .sorted(Comparator.comparing(java.util.Map.Entry::getKey))
                .flatMap(given -> given.getValue().stream()
                        .map(value -> given.getKey() + "=" + (value == null ? "" : UriUtils.encode(value, "UTF-8"))))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? "" : "?" + query;
    }

    private Mono<ServerResponse> answer(
            ServerRequest request, String target, PageCache.Served served, Instant arrival) {
        ClientCodings client = ClientCodings.of(request);
        RenderedPage page = served.page();
        Coding coding = coding(page, client);
        return encoded(target, page, coding)
                .flatMap(body -> send(request, client, served, coding, body, arrival))
                .onErrorResume(
                        Workers.Busy.class,
                        _ -> send(
                                request,
                                client,
                                served,
                                Coding.IDENTITY,
                                page.body().plain(),
                                arrival));
    }

    private Coding coding(RenderedPage page, ClientCodings client) {
        return Compression.choose(client.accepted(), page.body().use(page.headers(), compression));
    }

    private Mono<EncodedBody> encoded(String target, RenderedPage page, Coding coding) {
        EncodedBody made = page.body().in(coding);
        return made != null
                ? Mono.just(made)
                : page.body().make(coding, compression).doOnNext(_ -> cache.weigh(target));
    }

    private Mono<ServerResponse> send(
            ServerRequest request,
            ClientCodings client,
            PageCache.Served served,
            Coding coding,
            EncodedBody body,
            Instant arrival) {
        HttpHeaders asked = request.headers().asHttpHeaders();
        PageAnswer answer = PageAnswer.of(served.page(), coding, asked, client, arrival);
        KeptFile file = served.page().file();
        long length = file == null ? body.bytes().length : file.length();
        HttpHeaders headers = headers(answer, served, length, arrival);
        if (asked.containsHeader(Headers.HTTP_WANT_KEYS)) {
            Surrogates.name(served.page(), headers);
        }
        if (!answer.hasBody()) {
            return Responses.empty(answer.status(), to -> to.putAll(headers));
        }
        PartialAnswer part = answer.status() == 200 && request.method().equals(HttpMethod.GET)
                ? PartialAnswer.of(asked, headers, length)
                : null;
        if (part != null && part.range().isEmpty()) {
            return Responses.bytes(part.status(), to -> to.putAll(part.headers()), PartialAnswer.beyondTheEnd(length));
        }
        if (file != null) {
            return files.send(request, file, headers, part);
        }
        return part == null
                ? Responses.bytes(answer.status(), to -> to.putAll(headers), body.bytes())
                : Responses.bytes(part.status(), to -> to.putAll(part.headers()), part(body.bytes(), part.range()));
    }

    private static byte[] part(byte[] body, ByteRange range) {
        return Arrays.copyOfRange(body, Math.toIntExact(range.from()), Math.toIntExact(range.to()));
    }

    private HttpHeaders headers(PageAnswer answer, PageCache.Served served, long length, Instant arrival) {
        HttpHeaders headers = answer.headers(served, length, arrival);
        surrogates.describe(served.page(), headers);
        return headers;
    }

    /**
     * The answer to a request for a page without a {@code Range}, if all of it is at hand.
     *
     * @param path  as received
     * @param query as received; empty if there is none
     */
    public @Nullable ReadyAnswer ready(String path, String query, HttpHeaders request, boolean onlyHead) {
        Instant arrival = clock.instant();
        String target = path(path);
        PageCache.Served served =
                query.isEmpty() || target.equals(queries.ready(target, query)) ? cache.ready(target) : null;
        if (served == null) {
            return null;
        }
        KeptFile file = served.page().file();
        if (file != null) {
            return file.variant() == null ? ready(served, file, request, onlyHead, arrival) : null;
        }
        ClientCodings client = ClientCodings.of(request);
        Coding coding = coding(served.page(), client);
        EncodedBody body = served.page().body().in(coding);
        if (body == null) {
            return null;
        }
        cache.countHit();
        PageAnswer answer = PageAnswer.of(served.page(), coding, request, client, arrival);
        ReadyAnswer.Head head = body.head(EncodedBody.Occasion.of(answer, served, arrival), () -> {
            HttpHeaders headers = headers(answer, served, body.bytes().length, arrival);
            Compression.vary(answer.status(), headers);
            return ReadyAnswer.head(answer.status(), headers, arrival);
        });
        return new ReadyAnswer(head, onlyHead || !answer.hasBody() ? NOTHING : body.bytes());
    }

    /** Of a file whose bytes are in memory and are never compressed. */
    private @Nullable ReadyAnswer ready(
            PageCache.Served served, KeptFile file, HttpHeaders request, boolean onlyHead, Instant arrival) {
        RenderedPage page = served.page();
        PageAnswer answer = PageAnswer.of(page, Coding.IDENTITY, request, ClientCodings.of(request), arrival);
        boolean varies = answer.hasBody() && Compression.varies(page.headers());
        byte[] bytes = varies ? null : files.inMemory(file);
        if (bytes == null) {
            return null;
        }
        cache.countHit();
        ReadyAnswer.Head head = page.body().plain().head(EncodedBody.Occasion.of(answer, served, arrival), () -> {
            HttpHeaders headers = headers(answer, served, file.length(), arrival);
            Compression.vary(answer.status(), headers);
            return ReadyAnswer.head(answer.status(), headers, arrival);
        });
        return new ReadyAnswer(head, onlyHead || !answer.hasBody() ? NOTHING : bytes);
    }
}
