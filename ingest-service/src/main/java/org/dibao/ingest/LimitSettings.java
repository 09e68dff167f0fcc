package org.dibao.ingest;

import org.dibao.ingest.article.ArticleLimits;
import org.dibao.ingest.article.ArticleLimitsBuilder;
import org.dibao.ingest.article.SiteReader;
import org.dibao.ingest.frontmatter.FrontMatterLimits;
import org.dibao.liquid.Limits;
import org.dibao.support.settings.MustBe;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The settings under {@code dibao.ingest.limits}: how large the parts of one article may be. Lengths are in characters;
 * depths end at 90 because the database allows 100.
 *
 * @param categories         categories
 * @param tags               tags
 * @param authors            authors
 * @param nameChars          characters of one category, tag or author
 * @param titleChars         characters of the title
 * @param slugChars          characters of the slug
 * @param excerptChars       characters of the excerpt
 * @param redirects          addresses in {@code redirect_from}
 * @param extraChars         characters of all fields without a meaning to Dibao
 * @param bodyChars          characters of the body
 * @param jsonDepth          nesting depth of objects and arrays in JSON
 * @param frontMatterChars   characters of the front matter
 * @param frontMatterDepth   nesting depth of lists and maps in front matter
 * @param frontMatterAliases uses of {@code *name} in front matter
 * @param frontMatterValues  scalars, lists and maps in front matter; an alias counts as everything it stands for
 * @param liquidSteps        tags, outputs, turns of loops and filters that an article's Liquid runs
 * @param liquidDepth        nesting depth of blocks in an article's Liquid
 * @param liquidOutputChars  characters of the body that an article's Liquid makes
 * @param liquidWorkChars    characters of all texts that an article's Liquid makes on the way; an item of a list counts as 16
 * @param siteFiles          text files at the site's root, such as ads.txt
 * @param siteFileChars      characters of one of them
 */
@Validated
@ConfigurationProperties("dibao.ingest.limits")
public record LimitSettings(
        @MustBe("1 or more") @DefaultValue("200") int categories,
        @MustBe("1 or more") @DefaultValue("1000") int tags,
        @MustBe("1 or more") @DefaultValue("32") int authors,
        @MustBe("1 or more") @DefaultValue("200") int nameChars,
        @MustBe("1 or more") @DefaultValue("500") int titleChars,
        @MustBe("1 or more") @DefaultValue("200") int slugChars,
        @MustBe("1 or more") @DefaultValue("10000") int excerptChars,
        @MustBe("1 or more") @DefaultValue("64") int redirects,
        @MustBe("1 or more") @DefaultValue("65536") int extraChars,
        @MustBe("1 or more") @DefaultValue("2097152") int bodyChars,
        @MustBe("1 to 90") @DefaultValue("32") int jsonDepth,
        @MustBe("1 or more") @DefaultValue("65536") int frontMatterChars,
        @MustBe("1 to 90") @DefaultValue("32") int frontMatterDepth,
        @MustBe("0 or more") @DefaultValue("50") int frontMatterAliases,
        @MustBe("1 or more") @DefaultValue("5000") int frontMatterValues,
        @MustBe("1 or more") @DefaultValue("1000000") int liquidSteps,
        @MustBe("1 to 100") @DefaultValue("100") int liquidDepth,
        @MustBe("1 or more") @DefaultValue("4194304") int liquidOutputChars,
        @MustBe("1 or more") @DefaultValue("16777216") int liquidWorkChars,
        @MustBe("0 or more") @DefaultValue("20") int siteFiles,
        @MustBe("1 or more") @DefaultValue("65536") int siteFileChars) {

    SiteReader.FileLimits files() {
        return new SiteReader.FileLimits(siteFiles, siteFileChars);
    }

    ArticleLimits articles() {
        return ArticleLimitsBuilder.builder()
                .categories(categories)
                .tags(tags)
                .authors(authors)
                .nameChars(nameChars)
                .titleChars(titleChars)
                .slugChars(slugChars)
                .excerptChars(excerptChars)
                .redirects(redirects)
                .extraChars(extraChars)
                .bodyChars(bodyChars)
                .jsonDepth(jsonDepth)
                .frontMatter(new FrontMatterLimits(
                        frontMatterChars, frontMatterDepth, frontMatterAliases, frontMatterValues))
                .liquid(new Limits(liquidSteps, liquidDepth, liquidOutputChars, liquidWorkChars))
                .build();
    }
}
