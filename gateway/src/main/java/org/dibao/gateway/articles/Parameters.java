package org.dibao.gateway.articles;

import org.springframework.web.reactive.function.server.ServerRequest;

/** Passes on the parameters that the store supports. */
final class Parameters {
    private Parameters() {}

    /** @return the named parameters that are numbers, as a query; the store checks their range */
    static String numbers(ServerRequest request, String... names) {
        StringBuilder query = new StringBuilder();
        for (String name : names) {
            String value = request.queryParams().getFirst(name);
            if (value != null && value.matches("[0-9]{1,9}")) {
                query.append(query.isEmpty() ? '?' : '&')
                        .append(name)
                        .append('=')
                        .append(value);
            }
        }
        return query.toString();
    }
}
