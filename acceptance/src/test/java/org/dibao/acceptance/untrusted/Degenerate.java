package org.dibao.acceptance.untrusted;

import java.util.List;
import java.util.Random;

/** Texts that nobody writes, out of the pieces that parsers look out for. */
final class Degenerate {
    private static final List<String> TAGS = List.of(
            "a",
            "abbr",
            "article",
            "audio",
            "b",
            "blockquote",
            "br",
            "button",
            "caption",
            "center",
            "code",
            "col",
            "dd",
            "details",
            "div",
            "dl",
            "dt",
            "em",
            "figcaption",
            "figure",
            "font",
            "form",
            "h1",
            "h2",
            "hr",
            "i",
            "iframe",
            "img",
            "input",
            "ins",
            "li",
            "math",
            "nobr",
            "object",
            "ol",
            "option",
            "p",
            "picture",
            "pre",
            "q",
            "rt",
            "ruby",
            "script",
            "select",
            "source",
            "span",
            "style",
            "sub",
            "summary",
            "sup",
            "svg",
            "table",
            "tbody",
            "td",
            "template",
            "textarea",
            "th",
            "thead",
            "time",
            "title",
            "tr",
            "track",
            "ul",
            "video",
            "x");
    private static final List<String> SIGNS = List.of(
            "x",
            "x ",
            " ",
            "\n",
            "\n\n",
            "&",
            "&amp;",
            "*",
            "**",
            "_",
            "`",
            "```\n",
            "[",
            "]",
            "](",
            "(",
            ")",
            "![",
            "[^1]",
            "[^1]: ",
            "|",
            "|-|\n",
            "> ",
            "- ",
            "1. ",
            "  ",
            "    ",
            "# ",
            "\"",
            "'",
            "{:.a}",
            "{:",
            "{::",
            "{% ",
            "{{",
            "<",
            "</",
            "<!",
            "<!--",
            ">",
            "~~",
            "\\",
            "-",
            "=\n",
            ": ",
            "http://a.example/",
            "　",
            "①");
    private static final List<String> ATTRIBUTES =
            List.of("", "", " id=x", " href=x", " src=x", " class=x", " markdown=1", " style='text-align:left'");

    private Degenerate() {}

    static String part(Random random) {
        StringBuilder part = new StringBuilder();
        for (int i = 1 + random.nextInt(5); i > 0; i--) {
            part.append(
                    switch (random.nextInt(3)) {
                        case 0 -> one(random, SIGNS);
                        case 1 -> "<" + one(random, TAGS) + one(random, ATTRIBUTES) + ">";
                        default -> "</" + one(random, TAGS) + ">";
                    });
        }
        return part.toString();
    }

    private static String one(Random random, List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}
