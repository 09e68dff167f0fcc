package org.dibao.cli.hugo;

import org.dibao.kramdown.Kramdown;

/** In which the text is written where a shortcode stands, and so what the shortcode shows. */
enum Markup {
    MARKDOWN {
        @Override
        String line(String element, String markdown) {
            return "<" + element + " markdown=\"span\">" + markdown + "</" + element + ">";
        }

        @Override
        String link(String text, String to) {
            return "[" + text + "](" + to + ")";
        }

        @Override
        String address(String to) {
            return "<" + to + ">";
        }

        @Override
        String code(String language, String code) {
            return "\n```" + language + "\n" + code + "\n```\n";
        }
    },
    HTML {
        @Override
        String line(String element, String markdown) {
            return Kramdown.parse(MARKDOWN.line(element, markdown)).toHtml().strip();
        }

        @Override
        String link(String text, String to) {
            return "<a href=\"" + ShortcodeHtml.escaped(to) + "\">" + text + "</a>";
        }

        @Override
        String address(String to) {
            return link(ShortcodeHtml.escaped(to), to);
        }

        @Override
        String code(String language, String code) {
            String as = language.isEmpty() ? "" : " class=\"language-" + ShortcodeHtml.escaped(language) + "\"";
            return "<pre><code" + as + ">" + ShortcodeHtml.escaped(code) + "</code></pre>";
        }
    };

    /** An element with a line of Markdown in it. */
    abstract String line(String element, String markdown);

    /** @param text as it is written where the link is to stand */
    abstract String link(String text, String to);

    /** A link that shows where it leads. */
    abstract String address(String to);

    abstract String code(String language, String code);
}
