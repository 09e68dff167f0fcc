package org.dibao.cli.hugo;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Markdown within a line, as a caption has it, as HTML: emphasis, code and links. HTML in it is none. */
final class CaptionHtml {
    /** Longer ones are text. */
    private static final String SOME = "{1,1000}?";

    private static final Pattern MARKUP = Pattern.compile("`(?<code>[^`]" + SOME + ")`"
            + "|\\\\(?<plain>[\\\\`*_\\[\\]()])"
            + "|\\[(?<text>[^\\[\\]]" + SOME + ")]\\((?<to>[^()\\s]" + SOME + ")\\)"
            + "|(?<two>\\*\\*|__)(?=\\S)(?<strong>." + SOME + ")(?<=\\S)\\k<two>"
            + "|\\*(?=\\S)(?<em>[^*]" + SOME + ")(?<=\\S)\\*"
            + "|(?<!\\w)_(?=\\S)(?<under>[^_]" + SOME + ")(?<=\\S)_(?!\\w)");
    private static final Pattern AMPERSAND =
            Pattern.compile("&(?!(?:[A-Za-z][A-Za-z0-9]{1,30}|#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6});)");

    private CaptionHtml() {}

    static String of(String markdown) {
        StringBuilder out = new StringBuilder();
        Matcher markup = MARKUP.matcher(markdown);
        int at = 0;
        while (markup.find()) {
            out.append(text(markdown.substring(at, markup.start()))).append(shown(markup));
            at = markup.end();
        }
        return out.append(text(markdown.substring(at))).toString();
    }

    private static String shown(Matcher markup) {
        if (markup.group("code") != null) {
            return "<code>" + text(markup.group("code")) + "</code>";
        }
        if (markup.group("plain") != null) {
            return markup.group("plain");
        }
        if (markup.group("to") != null) {
            return "<a href=\"" + text(markup.group("to")).replace("\"", "&quot;") + "\">" + of(markup.group("text"))
                    + "</a>";
        }
        String strong = markup.group("strong");
        String em = markup.group("em") == null ? markup.group("under") : markup.group("em");
        return strong == null ? "<em>" + of(em) + "</em>" : "<strong>" + of(strong) + "</strong>";
    }

    private static String text(String plain) {
        return AMPERSAND.matcher(plain).replaceAll("&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
