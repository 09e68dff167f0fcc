package org.dibao.render.metadata;

import org.dibao.contract.article.ArticlePath;

/**
 * The same article in another language.
 *
 * @param lang BCP 47
 */
public record Translation(String lang, ArticlePath path) {}
