package org.dibao.delivery.targets;

import java.net.URI;
import java.util.Map;

/**
 * One request to a target.
 *
 * @param headers what is sent besides {@code Host}, {@code User-Agent} and {@code Content-Length}
 */
public record TargetRequest(String method, URI target, Map<String, String> headers, byte[] body) {
    public TargetRequest {
        headers = Map.copyOf(headers);
    }

    /** A POST of JSON. */
    public static TargetRequest json(URI target, byte[] body) {
        return new TargetRequest("POST", target, Map.of("Content-Type", "application/json"), body);
    }
}
