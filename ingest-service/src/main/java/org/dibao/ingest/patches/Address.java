package org.dibao.ingest.patches;

import java.time.OffsetDateTime;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;

/**
 * What an article would get by settings that are not in force.
 *
 * @param date in the site's zone
 */
public record Address(ArticleId id, ArticlePath path, OffsetDateTime date) {}
