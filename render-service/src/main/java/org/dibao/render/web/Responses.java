package org.dibao.render.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.dibao.contract.article.Digest;
import org.dibao.contract.article.Position;
import org.dibao.contract.event.Problem;
import org.dibao.contract.json.Json;
import org.dibao.contract.purge.PurgeKey;
import org.dibao.contract.wire.Headers;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Answers as HTTP (RFC 9110, 9111, 9457). Every one tells its position and its purge keys. */
final class Responses {
    private static final MediaType HTML = MediaType.parseMediaType("text/html; charset=utf-8");
    private static final String ASK_EACH_TIME = "no-cache";
    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    private Responses() {}

    static Mono<ServerResponse> of(ServerRequest request, Position position, Set<PurgeKey> keys, Answer answer) {
        return switch (answer) {
            case Answer.Html html -> body(request, begin(html.status(), position, keys), html.status(), HTML, ASK_EACH_TIME, html.body());
            case Answer.Json json ->
                    body(request, begin(200, position, keys), 200, MediaType.APPLICATION_JSON, ASK_EACH_TIME, json.body());
            case Answer.Immutable asset -> body(request, begin(200, position, keys), 200,
                    MediaType.parseMediaType(asset.contentType()), FOR_EVER, asset.body());
            case Answer.Elsewhere elsewhere -> begin(elsewhere.status(), position, keys)
                    .header(HttpHeaders.LOCATION, elsewhere.to())
                    .header(HttpHeaders.CACHE_CONTROL, ASK_EACH_TIME)
                    .build();
            case Answer.Refused refused -> {
                ServerResponse.BodyBuilder response = begin(refused.problem().status(), position, keys)
                        .header(HttpHeaders.CACHE_CONTROL, "no-store");
                if (refused.retryAfter() > 0) {
                    response.header(HttpHeaders.RETRY_AFTER, Integer.toString(refused.retryAfter()));
                }
                yield problem(response, refused.problem());
            }
        };
    }

    static Mono<ServerResponse> notAllowed(Position position, Set<PurgeKey> keys) {
        Problem problem = new Problem(Problem.Type.MALFORMED, 405, "pages are read with GET or HEAD", null);
        return problem(begin(405, position, keys).allow(HttpMethod.GET, HttpMethod.HEAD), problem);
    }

    private static ServerResponse.BodyBuilder begin(int status, Position position, Set<PurgeKey> keys) {
        return ServerResponse.status(status)
                .header(Headers.HTTP_POSITION, position.toString())
                .header(Headers.HTTP_PURGE_KEYS, keys.stream().map(PurgeKey::token).sorted().collect(Collectors.joining(" ")));
    }

    private static Mono<ServerResponse> body(
            ServerRequest request, ServerResponse.BodyBuilder response, int status, MediaType type, String caching, byte[] body) {
        String tag = "\"" + Digest.of(body) + "\"";
        if (status == 200) {
            response.header(HttpHeaders.ETAG, tag);
        }
        response.header(HttpHeaders.CACHE_CONTROL, caching);
        if (status == 200 && isKnown(request.headers().header(HttpHeaders.IF_NONE_MATCH), tag)) {
            return ServerResponse.status(304).headers(to -> response.build().subscribe(built -> to.putAll(built.headers()))).build();
        }
        return response.contentType(type).contentLength(body.length).bodyValue(body);
    }

    /** Compared weakly, as RFC 9110 has it for this header. */
    private static boolean isKnown(List<String> headers, String tag) {
        for (String header : headers) {
            for (String one : header.split(",")) {
                String known = one.strip();
                if (known.equals("*") || known.equals(tag) || known.equals("W/" + tag)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Mono<ServerResponse> problem(ServerResponse.BodyBuilder response, Problem problem) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", problem.uri());
        members.put("title", problem.type().title());
        members.put("status", problem.status());
        members.put("detail", problem.detail());
        if (problem.field() != null) {
            members.put("field", problem.field());
        }
        return response.contentType(MediaType.APPLICATION_PROBLEM_JSON).bodyValue(Json.bytes(members));
    }
}
