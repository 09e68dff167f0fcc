package org.dibao.contract.article;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The paragraph with which an article's text begins, where an earlier release made its HTML and did not say
 * ({@link Article#lead}). Digests of it are part of events and compared by a replay, so it must never change. Its cost does
 * not grow with the article.
 */
public final class Lead {
    /** A first line that is shorter names the author or the place, or is a heading. Code points. */
    private static final int MIN = 20;
    /** Characters of the text in which the paragraph has to begin. */
    private static final int LOOKED_AT = 4_000;
    /** Characters of the paragraph, with its tags. */
    private static final int LONGEST = 1_500;
    /** What may follow {@code <p}; after anything else the element is another one. */
    private static final String PARAGRAPH = "> ";

    private static final Pattern TAG = Pattern.compile("<[^>\"']*+(?:(?:\"[^\"]*+\"|'[^']*+')[^>\"']*+)*+>");
    private static final Pattern SPACE = Pattern.compile("(?:[\\s\u3000\u00a0]|&nbsp;)++");
    private static final Pattern ENTITY = Pattern.compile("&[A-Za-z0-9#]{1,10}+;");

    private Lead() {}

    /**
     * The paragraph as HTML, cut off where it is too long to be shown whole.
     *
     * @param html as ingest sanitised it: each paragraph has both tags
     * @return null if no paragraph is long enough to say something
     */
    public static @Nullable String of(String html) {
        for (int start = html.indexOf("<p"); start >= 0 && start < LOOKED_AT; start = html.indexOf("<p", start + 1)) {
            if (PARAGRAPH.indexOf(html.charAt(Math.min(start + 2, html.length() - 1))) >= 0) {
                int end = html.indexOf("</p>", start);
                String paragraph = html.substring(start, Math.min(end < 0 ? html.length() : end, start + LONGEST));
                if (length(paragraph) >= MIN) {
                    return paragraph;
                }
            }
        }
        return null;
    }

    /** Code points that a reader sees. */
    private static int length(String html) {
        String spaced = SPACE.matcher(TAG.matcher(html).replaceAll("")).replaceAll(" ");
        String text = ENTITY.matcher(spaced).replaceAll("&").strip();
        return text.codePointCount(0, text.length());
    }
}
