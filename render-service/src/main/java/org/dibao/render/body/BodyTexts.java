package org.dibao.render.body;

/**
 * Interface texts within a body, in the page's language.
 *
 * @param original  replaces the bare address of an article's original
 * @param table     names a table without a caption, for screen readers
 * @param image     names a link that contains only an image without a description
 * @param details   the summary of a details element without its own
 * @param footnotes names the notes at the end
 * @param footnote  precedes a note's number
 * @param back      names the link from a note back into the text
 */
public record BodyTexts(
        String original, String table, String image, String details, String footnotes, String footnote, String back) {}
