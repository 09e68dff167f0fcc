package org.dibao.acceptance.client;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A record of a topic, as a subscriber reads it. */
public record Event(long offset, @Nullable String key, Map<String, String> headers, JsonNode value) {

    /** On {@code article-events} and {@code publications}. */
    public long position() {
        return Long.parseLong(headers.getOrDefault("ce_id", "-1"));
    }

    public String type() {
        return headers.getOrDefault("ce_type", "");
    }

    /** Whether it tells of something that readers can see. */
    public boolean isFact() {
        return type().startsWith("org.dibao.article.");
    }

    public boolean isAbout(String article) {
        return article.equals(headers.get("ce_subject"));
    }
}
