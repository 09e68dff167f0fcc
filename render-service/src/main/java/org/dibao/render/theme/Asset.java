package org.dibao.render.theme;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A file that pages use.
 *
 * @param path      percent-encoded, such as {@code /assets/site.<hash>.css}
 * @param immutable whether its address identifies its content, so that it may be cached forever
 */
public record Asset(String path, String contentType, byte[] content, boolean immutable) {
    static final String FOLDER = "/assets/";

    private static final Map<String, String> TYPES = new TreeMap<>(Map.ofEntries(
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("txt", "text/plain; charset=utf-8"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("jpeg", "image/jpeg"),
            Map.entry("gif", "image/gif"),
            Map.entry("webp", "image/webp"),
            Map.entry("avif", "image/avif"),
            Map.entry("ico", "image/vnd.microsoft.icon"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("webmanifest", "application/manifest+json")));

    /** @return absent if files of that type are not served */
    static @Nullable String typeOf(String name) {
        return TYPES.get(name.substring(name.lastIndexOf('.') + 1).toLowerCase(java.util.Locale.ROOT));
    }

    static String types() {
        return String.join(", ", TYPES.keySet());
    }
}
