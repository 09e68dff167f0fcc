package org.dibao.delivery.websub;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** A subscriber's callback with the hub's parameters added to those that it has. */
final class CallbackUrl {
    private CallbackUrl() {}

    /** @param parameters in order */
    static URI with(URI callback, Map<String, String> parameters) {
        String added = parameters.entrySet().stream()
                .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        String given = callback.toString();
        String query = callback.getRawQuery();
        String join = query == null ? "?" : query.isEmpty() || given.endsWith("&") ? "" : "&";
        return URI.create(given + join + added);
    }
}
