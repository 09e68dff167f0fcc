package org.dibao.render.web;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.dibao.contract.article.Digest;
import org.dibao.contract.event.Problem;
import org.dibao.contract.file.FileContent;
import org.dibao.contract.file.FilePath;
import org.dibao.contract.file.Variant;
import org.dibao.contract.purge.PurgeKey;
import org.dibao.contract.wire.Headers;
import org.dibao.render.theme.Asset;
import org.dibao.support.problem.ProblemDocuments;
import org.dibao.support.web.Revalidation;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * HTTP responses (RFC 9110, 9111, 9457). Every response states its position and its purge keys; those that show
 * publications also state their age.
 */
final class PageResponses {
    private static final MediaType HTML = MediaType.parseMediaType("text/html; charset=utf-8");
    private static final String ASK_EACH_TIME = "no-cache";
    private static final String RETRY_SOON = "1"; // seconds
    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    private PageResponses() {}

    static Mono<ServerResponse> of(
            ServerRequest request, Freshness freshness, Set<PurgeKey> keys, RenderedResponse answer) {
        Set<PurgeKey> all = new HashSet<>(keys);
        all.addAll(answer.moreKeys());
        HttpHeaders headers = headers(freshness, all);
        if (!(answer instanceof RenderedResponse.File
                || answer instanceof RenderedResponse.Refused)) { // these show no publications
            headers.set(HttpHeaders.AGE, freshness.age());
        }
        return switch (answer) {
            case RenderedResponse.Html html -> {
                boolean later = html.status() == 503; // a page saying that there is no answer at the moment
                if (later) {
                    headers.set(HttpHeaders.RETRY_AFTER, RETRY_SOON);
                }
                yield body(request, html.status(), headers, HTML, later ? "no-store" : ASK_EACH_TIME, html.body());
            }
            case RenderedResponse.Json json ->
                body(request, 200, headers, MediaType.APPLICATION_JSON, ASK_EACH_TIME, json.body());
            case RenderedResponse.Document document -> {
                if (!document.link().isEmpty()) {
                    headers.set(HttpHeaders.LINK, document.link());
                }
                yield body(
                        request,
                        200,
                        headers,
                        MediaType.parseMediaType(document.contentType()),
                        document.caching(),
                        document.body());
            }
            case RenderedResponse.File(Asset asset) ->
                body(
                        request,
                        200,
                        headers,
                        MediaType.parseMediaType(asset.contentType()),
                        asset.immutable() ? FOR_EVER : ASK_EACH_TIME,
                        asset.content());
            case RenderedResponse.KeptFile(FilePath path, FileContent content) -> {
                describe(content, path.isOf(content) ? FOR_EVER : ASK_EACH_TIME, headers);
                yield empty(200, headers);
            }
            case RenderedResponse.Narrowed(FileContent picture, Variant variant) -> {
                describe(picture, FOR_EVER, headers);
                headers.set(Headers.HTTP_VARIANT, variant.name());
                yield empty(200, headers);
            }
            case RenderedResponse.Redirected elsewhere -> {
                headers.set(HttpHeaders.LOCATION, elsewhere.to());
                headers.setCacheControl(ASK_EACH_TIME);
                yield empty(elsewhere.status(), headers);
            }
            case RenderedResponse.Refused refused -> {
                if (refused.retryAfter() > 0) {
                    headers.set(HttpHeaders.RETRY_AFTER, Integer.toString(refused.retryAfter()));
                }
                yield ProblemDocuments.response(ProblemDocuments.of(refused.problem()), headers);
            }
        };
    }

    private static void describe(FileContent file, String caching, HttpHeaders headers) {
        headers.setETag("\"" + file.hash() + "\"");
        headers.setCacheControl(caching);
        headers.set(HttpHeaders.CONTENT_TYPE, file.type());
        headers.set(Headers.HTTP_FILE, file.hash() + " " + file.length());
    }

    static Mono<ServerResponse> notAllowed(Freshness freshness, Set<PurgeKey> keys) {
        HttpHeaders headers = headers(freshness, keys);
        headers.setAllow(Set.of(HttpMethod.GET, HttpMethod.HEAD));
        return ProblemDocuments.response(
                ProblemDocuments.of(new Problem(Problem.Type.MALFORMED, 405, "pages only support GET and HEAD", null)),
                headers);
    }

    private static HttpHeaders headers(Freshness freshness, Set<PurgeKey> keys) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(Headers.HTTP_POSITION, freshness.position().toString());
        headers.set(
                Headers.HTTP_PURGE_KEYS,
                keys.stream().map(PurgeKey::token).sorted().collect(Collectors.joining(" ")));
        return headers;
    }

    private static Mono<ServerResponse> body(
            ServerRequest request, int status, HttpHeaders headers, MediaType type, String caching, byte[] body) {
        headers.setCacheControl(caching);
        if (status == 200) {
            String tag = "\"" + Digest.of(body) + "\"";
            headers.setETag(tag);
            if (Revalidation.isKnown(request, tag)) {
                return empty(304, headers);
            }
        }
        headers.setContentType(type);
        headers.setContentLength(body.length);
        return ServerResponse.status(status).headers(to -> to.putAll(headers)).bodyValue(body);
    }

    private static Mono<ServerResponse> empty(int status, HttpHeaders headers) {
        return ServerResponse.status(status).headers(to -> to.putAll(headers)).build();
    }
}
