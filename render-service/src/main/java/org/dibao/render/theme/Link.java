package org.dibao.render.theme;

import org.jspecify.annotations.Nullable;

/**
 * Something with a name, and where it is.
 *
 * @param href percent-encoded, from the site's root on, or a whole address; absent if it has no page of its own
 */
public record Link(String name, @Nullable String href) {}
