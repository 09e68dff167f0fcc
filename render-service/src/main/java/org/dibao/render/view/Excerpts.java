package org.dibao.render.view;

import org.dibao.contract.article.Article;
import org.dibao.contract.article.Lead;
import org.dibao.contract.text.OneLine;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** The excerpt that listings show of an article: its own, otherwise the beginning of its text. */
final class Excerpts {
    /** In columns: three or four lines. An ideograph takes two columns. */
    static final int MAX = 220;
    /** Characters from here on take two columns. */
    private static final int WIDE = 0x2E80;

    private Excerpts() {}

    static @Nullable String of(Article article) {
        if (!article.isListedByLead()) {
            return article.excerpt() == null ? null : OneLine.of(article.excerpt());
        }
        String text = article.lead() == null ? lead(article.html()) : article.lead();
        return text.isEmpty() ? null : shortened(text);
    }

    /** Where an earlier release made the body. */
    private static String lead(String html) {
        String paragraph = Lead.of(html);
        if (paragraph == null) {
            return "";
        }
        Element body = Jsoup.parseBodyFragment(paragraph).body();
        if (body.selectFirst("[role=doc-backlink]") != null) {
            return ""; // a note
        }
        body.select("[role=doc-noteref]").remove();
        return OneLine.of(body.wholeText());
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
