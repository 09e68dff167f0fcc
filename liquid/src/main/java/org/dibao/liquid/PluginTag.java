package org.dibao.liquid;

import org.jspecify.annotations.Nullable;

/**
 * A tag that neither Liquid nor Jekyll has.
 *
 * @param markup what is written behind its name, with outputs in it run
 * @param body   the text up to its end, with everything in it run; null if it has no end
 */
public record PluginTag(
        String name, String markup, @Nullable String body) {}
