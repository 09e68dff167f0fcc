package org.dibao.liquid;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * What a template asks of those who run it. By itself it reads no file and no clock and has no network. Each method may
 * be called often; an absent answer is null.
 */
public interface Host {
    /** Knows nothing. */
    Host NONE = new Host() {};

    /** The text of an include, by its name as written, such as {@code figure.html}. */
    default @Nullable String include(String name) {
        return null;
    }

    /** The text of a file beside the template. */
    default @Nullable String includeRelative(String name) {
        return null;
    }

    /** The address of a page or file of the site, given by its path below the site. */
    default @Nullable String link(String path) {
        return null;
    }

    /** The address of a post, given by its file's name without the extension, perhaps with folders before it. */
    default @Nullable String postUrl(String name) {
        return null;
    }

    /** What stands for the tag of a plugin; null if the plugin is not known. */
    default @Nullable String plugin(PluginTag tag) {
        return null;
    }

    /** HTML of Markdown. */
    default String markdownify(String text) {
        return text;
    }

    /** With typographic quotes and dashes. */
    default String smartify(String text) {
        return text;
    }

    /** The time for {@code "now"}. */
    default Instant now() {
        return Instant.EPOCH;
    }

    /** The zone in which times without one are read, and all are written. */
    default ZoneId zone() {
        return ZoneOffset.UTC;
    }
}
