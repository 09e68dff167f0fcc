package org.dibao.render.theme;

import java.util.regex.Pattern;
import org.dibao.contract.article.Article;
import org.springframework.web.util.HtmlUtils;

/** What an article says, in a sentence or two, for search engines. */
final class Summary {
    private static final int LENGTH = 150;
    /** The body was sanitised, so a tag is what looks like one. */
    private static final Pattern TAG = Pattern.compile("<[^>]*>");
    private static final Pattern SPACE = Pattern.compile("[\\s\\u3000\\u00a0]+");

    private Summary() {}

    static String of(Article article) {
        if (article.excerpt() != null && !article.excerpt().isBlank()) {
            return shortened(article.excerpt());
        }
        // The beginning of a long body is enough.
        String begin = article.html().substring(0, Math.min(article.html().length(), 40 * LENGTH));
        return shortened(HtmlUtils.htmlUnescape(TAG.matcher(begin).replaceAll(" ")));
    }

    private static String shortened(String text) {
        String line = SPACE.matcher(text).replaceAll(" ").strip();
        return line.codePointCount(0, line.length()) <= LENGTH
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LENGTH - 1)) + "…";
    }
}
