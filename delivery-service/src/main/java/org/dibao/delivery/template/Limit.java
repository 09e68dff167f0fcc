package org.dibao.delivery.template;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * How long one string of a body may be.
 *
 * @param member     where it is, as in {@code news.articles.0.title}
 * @param bytes      in UTF-8
 * @param characters as most products count them: UTF-16 units
 */
record Limit(
        String member, @Nullable Integer bytes, @Nullable Integer characters) {
    Limit {
        if ((bytes == null) == (characters == null)) {
            throw new IllegalArgumentException("a limit has either bytes or characters");
        }
    }

    boolean allows(String text) {
        return bytes != null
                ? text.getBytes(StandardCharsets.UTF_8).length <= bytes
                : text.length() <= (characters == null ? 0 : characters);
    }
}
