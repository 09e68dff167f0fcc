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

    private static final Pattern SPACE = Pattern.compile("[\\s\u3000\u00a0]+");

    private Excerpts() {}

    static @Nullable String of(Article article) {
        String lead = article.lead();
        if (lead == null) {
            return article.excerpt();
        }
        String text = text(lead);
        return text.isEmpty() ? null : shortened(text);
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
