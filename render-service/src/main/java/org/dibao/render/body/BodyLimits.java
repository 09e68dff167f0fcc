package org.dibao.render.body;

/**
 * Thresholds for the parts of a body.
 *
 * @param contentsHeadings minimum number of headings for a table of contents
 * @param maxContents      maximum number of headings in a table of contents; a text with more gets none
 * @param contentsMinutes  minimum reading time for a table of contents
 * @param codeChars        maximum length of a highlighted code block, in UTF-16 characters
 * @param allCodeChars     the same for all blocks together; later ones stay plain
 */
public record BodyLimits(int contentsHeadings, int maxContents, int contentsMinutes, int codeChars, int allCodeChars) {
    public static final BodyLimits DEFAULT = new BodyLimits(3, 1000, 3, 50_000, 200_000);
}
