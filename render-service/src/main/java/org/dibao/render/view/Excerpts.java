package org.dibao.render.view;

import java.util.regex.Pattern;
import org.dibao.contract.article.Article;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;

/** The excerpt that listings show of an article: its own, otherwise the beginning of its text. */
final class Excerpts {
    /** In columns: three or four lines. An ideograph takes two columns. */
    static final int MAX = 220;
    /** Characters from here on take two columns. */
    private static final int WIDE = 0x2E80;
    /** In code points: a shorter first line names the author or the place, or is a heading. */
    private static final int MIN = 20;
    /**
     * A paragraph must start within this many characters of the body, so that a long article costs no more than a short
     * one.
     */
    private static final int LOOKED_AT = 4_000;
    /** Characters of a paragraph that are examined, including tags. */
    private static final int LONGEST = 1_500;
    /** What may follow {@code <p}; anything else makes it a different element. */
    private static final String PARAGRAPH = "> ";

    private static final Pattern SPACE = Pattern.compile("[\\s\u3000\u00a0]+");

    private Excerpts() {}

    static @Nullable String of(Article article) {
        if (article.excerpt() != null && !article.excerpt().isBlank() || article.isPage()) {
            return article.excerpt();
        }
        // Ingest has sanitised it, so each paragraph has both tags. Only the shown part is parsed.
        String html = article.html();
        for (int start = html.indexOf("<p"); start >= 0 && start < LOOKED_AT; start = html.indexOf("<p", start + 1)) {
            if (PARAGRAPH.indexOf(html.charAt(Math.min(start + 2, html.length() - 1))) >= 0) {
                int end = html.indexOf("</p>", start);
                String text = text(html.substring(start, Math.min(end < 0 ? html.length() : end, start + LONGEST)));
                if (text.codePointCount(0, text.length()) >= MIN) {
                    return shortened(text);
                }
            }
        }
        return null;
    }

    private static String text(String html) {
        return SPACE.matcher(Jsoup.parseBodyFragment(html).body().text())
                .replaceAll(" ")
                .strip();
    }

    /** Does not split words. */
    private static String shortened(String text) {
        int columns = 0;
        int end = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            boolean wide = text.codePointAt(i) >= WIDE;
            if (wide || text.charAt(i) == ' ') {
                end = i;
            }
            columns += wide ? 2 : 1;
            if (columns > MAX) {
                return text.substring(0, end == 0 ? i : end) + "…";
            }
        }
        return text;
    }
}
