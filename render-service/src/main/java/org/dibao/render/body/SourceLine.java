package org.dibao.render.body;

import org.jspecify.annotations.Nullable;

/**
 * The original publisher of an article.
 *
 * @param name as in the article's last lines, without brackets
 * @param href its address there, with http or https, if there is a link
 */
public record SourceLine(String name, @Nullable String href) {}
