package org.dibao.cli.hugo;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Shortcodes that Hugo shows as HTML of their own. */
final class ShortcodeHtml {
    private static final Pattern CODE_OR_TAG = Pattern.compile("`[^`]*`|<");

    private ShortcodeHtml() {}

    /** A picture, perhaps with a title, a caption and an attribution below it; the last two are Markdown. */
    static String figure(Shortcode call, Markup markup) {
        String title = call.first("title");
        String attribution = markdown(call.first("attr"));
        String by = call.first("attrlink");
        String below = String.join(
                        " ",
                        markdown(call.first("caption")),
                        attribution.isEmpty() || by.isEmpty() ? attribution : "[" + attribution + "](" + by + ")")
                .strip();
        String picture = picture(call);
        if (title.isEmpty() && below.isEmpty()) {
            return picture;
        }
        // No heading, as Hugo makes it: an article's headings are its parts.
        String heading = title.isEmpty() ? "" : "<strong>" + escaped(title) + "</strong>";
        String caption = heading.isEmpty()
                ? markup.line("figcaption", below)
                : "<figcaption>"
                        + (below.isEmpty() ? heading : "<p>" + heading + "</p>" + markup.line("p", below))
                        + "</figcaption>";
        return "<figure>" + picture + caption + "</figure>";
    }

    /** Without what stands below it. */
    static String picture(Shortcode call) {
        String alt = call.first("alt", "title");
        alt = alt.isEmpty() ? plain(call.first("caption")) : alt;
        String shown = "<img src=\"" + escaped(call.first("src", "0", "url")) + "\" alt=\"" + escaped(alt) + "\">";
        String link = call.first("link");
        return link.isEmpty() ? shown : "<a href=\"" + escaped(link) + "\">" + shown + "</a>";
    }

    static String details(Shortcode call, String inner) {
        String summary = call.first("summary", "title", "0");
        String open = call.first("open").equals("true") ? " open" : "";
        return "<details" + open + "><summary>" + escaped(summary.isEmpty() ? "Details" : summary) + "</summary>\n"
                + (inner.startsWith("\n") ? "" : "\n") + inner
                + (inner.matches("(?s).*\\n[ \\t>]*") ? "" : "\n") + "</details>";
    }

    /** In one line, and without HTML, which Hugo leaves out there; in code, signs are what they are. */
    private static String markdown(String text) {
        return CODE_OR_TAG
                .matcher(text.replaceAll("\\s+", " ").strip())
                .replaceAll(it -> Matcher.quoteReplacement(it.group().equals("<") ? "&lt;" : it.group()));
    }

    private static String plain(String markdown) {
        return markdown.replaceAll("!?\\[([^\\]]{0,1000})\\]\\([^)]{0,1000}\\)", "$1")
                .replaceAll("[*`]|(?<!\\w)_|_(?!\\w)", "");
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("\"", "&quot;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }
}
