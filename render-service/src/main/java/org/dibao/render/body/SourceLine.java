package org.dibao.render.body;

import org.jspecify.annotations.Nullable;

/**
 * Who published an article first.
 *
 * @param name as the article's last lines give it, without brackets
 * @param href where it stands there, with http or https, if a link says so
 */
public record SourceLine(String name, @Nullable String href) {}
