package org.dibao.ingest.frontmatter;

/**
 * Limits on front matter.
 *
 * @param maxChars   characters
 * @param maxDepth   nesting depth of lists and maps
 * @param maxAliases uses of {@code *name}
 * @param maxValues  scalars, lists and maps; an alias counts as everything it stands for
 */
public record FrontMatterLimits(int maxChars, int maxDepth, int maxAliases, int maxValues) {
    public static final FrontMatterLimits DEFAULT = new FrontMatterLimits(64 * 1024, 32, 50, 5000);
}
