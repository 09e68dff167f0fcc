package org.dibao.gateway.articles;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.util.UriUtils;

/** Passes on the parameters that the store supports. */
final class Parameters {
    private Parameters() {}

    /** @return the first value of each of these parameters, as a query; the store checks them */
    static String of(ServerRequest request, String... names) {
        var given = request.queryParams();
        String query = Stream.of(names)
                .filter(given::containsKey)
                .map(name -> name + "="
                        + UriUtils.encode(Objects.requireNonNullElse(given.getFirst(name), ""), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? "" : "?" + query;
    }
}
