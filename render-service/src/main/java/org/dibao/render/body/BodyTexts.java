package org.dibao.render.body;

/**
 * What the interface says within a body, in the page's language.
 *
 * @param original  in place of the bare address that an article was taken from
 * @param table     names a table without a caption, for readers who hear the page
 * @param image     names a link that holds nothing but a picture without a description
 * @param details   opens what an article has folded away without saying what it is
 * @param footnotes names the notes at the end
 * @param footnote  stands before a note's number
 * @param back      leads from a note back into the text
 */
public record BodyTexts(
        String original, String table, String image, String details, String footnotes, String footnote, String back) {}
