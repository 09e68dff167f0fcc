package org.dibao.ingest.frontmatter;

/**
 * What front matter may cost.
 *
 * @param maxChars   characters
 * @param maxDepth   lists and maps within each other
 * @param maxAliases uses of {@code *name}
 * @param maxValues  words, lists and maps, each alias counted with all that it stands for
 */
public record FrontMatterLimits(int maxChars, int maxDepth, int maxAliases, int maxValues) {
    public static final FrontMatterLimits DEFAULT = new FrontMatterLimits(64 * 1024, 32, 50, 5000);
}
