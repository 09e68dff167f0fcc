package org.dibao.ingest.article;

import io.avaje.recordbuilder.RecordBuilder;
import org.dibao.ingest.frontmatter.FrontMatterLimits;
import org.dibao.liquid.Limits;

/**
 * How large the parts of an article may be. Lengths are in UTF-16 characters.
 *
 * @param categories     how many
 * @param tags           how many
 * @param authors        how many
 * @param nameChars      of one category, tag or author
 * @param titleChars     of the title
 * @param slugChars      of the slug
 * @param excerptChars   of the excerpt
 * @param redirects      how many former paths
 * @param extraChars     of all other fields together, written as JSON
 * @param bodyChars      of the body
 * @param jsonDepth      nesting depth of objects and arrays in JSON
 * @param frontMatter    limits on the front matter
 * @param liquid         limits on the templates in the body
 */
@RecordBuilder
public record ArticleLimits(
        int categories,
        int tags,
        int authors,
        int nameChars,
        int titleChars,
        int slugChars,
        int excerptChars,
        int redirects,
        int extraChars,
        int bodyChars,
        int jsonDepth,
        FrontMatterLimits frontMatter,
        Limits liquid) {
    public static final ArticleLimits DEFAULT = ArticleLimitsBuilder.builder()
            .categories(200)
            .tags(1000)
            .authors(32)
            .nameChars(200)
            .titleChars(500)
            .slugChars(200)
            .excerptChars(10_000)
            .redirects(64)
            .extraChars(64 * 1024)
            .bodyChars(2 * 1024 * 1024)
            .jsonDepth(32)
            .frontMatter(FrontMatterLimits.DEFAULT)
            .liquid(Limits.DEFAULT)
            .build();
}
