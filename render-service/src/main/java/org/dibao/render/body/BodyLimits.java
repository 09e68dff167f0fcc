package org.dibao.render.body;

/**
 * Where a body's parts begin and end.
 *
 * @param contentsHeadings how many headings a table of contents has at least
 * @param maxContents      how many headings a table of contents has at most; a text with more gets none
 * @param contentsMinutes  how long a text is at least that gets a table of contents
 * @param codeChars        UTF-16 characters of a block of code up to which it is coloured
 * @param allCodeChars     the same of all blocks together; later ones stay plain
 */
public record BodyLimits(int contentsHeadings, int maxContents, int contentsMinutes, int codeChars, int allCodeChars) {
    public static final BodyLimits DEFAULT = new BodyLimits(3, 1000, 3, 50_000, 200_000);
}
