package org.dibao.store.fold;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dibao.contract.submission.Submission.SubmitArticle;

/**
 * What readers see of a body: its text, and where its links and pictures lead. Ids, classes and how it is written do not
 * count, nor links within it. Pure and without a parser, so that a replay decides the same; two sanitised bodies compare
 * equal if they look the same.
 */
final class ReadersView {
    private static final Pattern TAG =
            Pattern.compile("<(/?[A-Za-z][A-Za-z0-9]*+)((?:[^>\"']|\"[^\"]*+\"|'[^']*+')*+)>");
    private static final Pattern ADDRESS = Pattern.compile("\\s(?:href|src|srcset)=\"([^\"#][^\"]*+)\"");
    private static final Pattern SPACE = Pattern.compile("(?:[\\s\u3000\u00a0]|&nbsp;)++");
    private static final Set<String> WITHIN_WORDS = Set.of(
            "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q",
            "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr");

    private ReadersView() {}

    /**
     * Whether readers of an article would see a change although its source is the same, because a later release makes
     * other HTML of it.
     */
    static boolean changes(FoldState history, Head head, SubmitArticle submit) {
        if (!isRenderedAnew(head, submit)) {
            return false;
        }
        String before = history.html(head.content());
        return before != null && !before.equals(submit.html()) && !of(before).equals(of(submit.html()));
    }

    /** Whether a later release made other HTML of what may be the same source. */
    static boolean isRenderedAnew(Head head, SubmitArticle submit) {
        return submit.rendering() > head.rendering();
    }

    static String of(String html) {
        StringBuilder seen = new StringBuilder(html.length());
        Matcher tag = TAG.matcher(html);
        while (tag.find()) {
            String name = tag.group(1).toLowerCase(Locale.ROOT).replace("/", "");
            tag.appendReplacement(seen, WITHIN_WORDS.contains(name) ? "" : " ");
            for (Matcher address = ADDRESS.matcher(tag.group(2)); address.find(); ) {
                seen.append('<').append(address.group(1)).append('>');
            }
        }
        return SPACE.matcher(tag.appendTail(seen)).replaceAll(" ").strip();
    }
}
