package org.dibao.ingest;

import org.dibao.ingest.article.ArticleLimitsBuilder;
import org.dibao.ingest.article.ArticleLimits;
import org.dibao.ingest.frontmatter.FrontMatterLimits;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings under {@code dibao.ingest.limits}: how large the parts of an article may be. Lengths count characters.
 *
 * @param categories         default 32
 * @param tags               default 32
 * @param authors            default 32
 * @param nameChars          of one category, tag or author; default 200
 * @param titleChars         default 500
 * @param slugChars          default 200
 * @param excerptChars       default 10,000
 * @param redirects          in {@code redirect_from}; default 64
 * @param extraChars         of all fields that Dibao gives no meaning to; default 65,536
 * @param bodyChars          default 2,097,152
 * @param jsonDepth          objects and arrays within each other; default 32
 * @param frontMatterChars   default 65,536
 * @param frontMatterDepth   lists and maps within each other; default 32
 * @param frontMatterAliases uses of {@code *name}; default 50
 * @param frontMatterValues  words, lists and maps, aliases counted with all that they stand for; default 5000
 */
@ConfigurationProperties("dibao.ingest.limits")
public record LimitSettings(
        @DefaultValue("32") int categories,
        @DefaultValue("32") int tags,
        @DefaultValue("32") int authors,
        @DefaultValue("200") int nameChars,
        @DefaultValue("500") int titleChars,
        @DefaultValue("200") int slugChars,
        @DefaultValue("10000") int excerptChars,
        @DefaultValue("64") int redirects,
        @DefaultValue("65536") int extraChars,
        @DefaultValue("2097152") int bodyChars,
        @DefaultValue("32") int jsonDepth,
        @DefaultValue("65536") int frontMatterChars,
        @DefaultValue("32") int frontMatterDepth,
        @DefaultValue("50") int frontMatterAliases,
        @DefaultValue("5000") int frontMatterValues) {

    public LimitSettings {
        positive("categories", categories);
        positive("tags", tags);
        positive("authors", authors);
        positive("name-chars", nameChars);
        positive("title-chars", titleChars);
        positive("slug-chars", slugChars);
        positive("excerpt-chars", excerptChars);
        positive("redirects", redirects);
        positive("extra-chars", extraChars);
        positive("body-chars", bodyChars);
        positive("front-matter-chars", frontMatterChars);
        positive("front-matter-values", frontMatterValues);
        if (frontMatterAliases < 0) {
            throw new IllegalArgumentException("dibao.ingest.limits.front-matter-aliases: 0 or more");
        }
        if (jsonDepth < 1 || jsonDepth > 90 || frontMatterDepth < 1 || frontMatterDepth > 90) {
            throw new IllegalArgumentException(
                    "dibao.ingest.limits.json-depth and front-matter-depth: 1 to 90, since the database takes 100");
        }
    }

    private static void positive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("dibao.ingest.limits." + name + ": 1 or more");
        }
    }

    ArticleLimits articles() {
        return ArticleLimitsBuilder.builder().categories(categories).tags(tags).authors(authors).nameChars(nameChars).titleChars(titleChars).slugChars(slugChars).excerptChars(excerptChars).redirects(redirects).extraChars(extraChars).bodyChars(bodyChars).jsonDepth(jsonDepth).frontMatter(new FrontMatterLimits(frontMatterChars, frontMatterDepth, frontMatterAliases, frontMatterValues)).build();
    }
}
