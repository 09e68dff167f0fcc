package org.dibao.kramdown.fuzz;

import java.util.Random;

/** Composes texts that are hard on a parser: pieces of syntax, repeated, nested, left open, and lengthened to a size. */
final class HostileTexts {
    private static final String[] PIECES = {
        "*",
        "**",
        "***",
        "_",
        "__",
        "`",
        "``",
        "```",
        "~~",
        "~~~",
        "[",
        "]",
        "(",
        ")",
        "![",
        "](",
        "][",
        "[]",
        "[^",
        "[^1]",
        "[a]",
        "]:",
        "[a]: b",
        "[^1]: ",
        "*[a]: ",
        "<",
        ">",
        "</",
        "/>",
        "<a",
        "<a ",
        "<b>",
        "</b>",
        "<div>",
        "</div>",
        "<p>",
        "<br>",
        "<code>",
        "</code>",
        "<pre>",
        "<script>",
        "<!--",
        "-->",
        "<?",
        "?>",
        "<a b=\"",
        "<a b='c",
        " b=c",
        "<div markdown=\"1\">",
        "<span markdown=\"1\">",
        "<http:",
        "<a@b.c>",
        "\"",
        "'",
        "$",
        "$$",
        "{",
        "}",
        "{:",
        "{::",
        "{:/",
        "{:/}",
        "{::comment}",
        "{::nomarkdown}",
        "{::options ",
        "{:.a}",
        "{: #a}",
        "{:a}",
        "{:a: .b}",
        "{:a: a a}",
        "{:toc}",
        "{: a=\"",
        "> ",
        ">",
        "* ",
        "- ",
        "+ ",
        "1. ",
        "1) ",
        "9.",
        ": ",
        ":",
        "|",
        "||",
        "|-",
        "-|-",
        "|=",
        "| a |",
        "\n",
        "\n\n",
        "\n    ",
        "\n  ",
        "\n> ",
        "\n* ",
        "    ",
        "\t",
        "#",
        "# ",
        "## a",
        "#a",
        "===",
        "---",
        "- - -",
        "***",
        "^",
        "^\n",
        "&",
        "&amp;",
        "&#",
        "&#x",
        "&a",
        ";",
        "\\",
        "\\\n",
        "  \n",
        "a",
        "ab",
        "a b",
        "_a",
        "a_",
        "*a",
        "a*",
        "1",
        "中",
        "文。",
        "é",
        "🙂",
        " ",
        ".",
        "...",
        "--",
        "<<",
        ">>",
        "=",
        "!",
        "[ ] ",
        "[x] ",
        "\u0000",
        "\u00a0",
        "\ufeff",
        "\r",
        "\u2028"
    };

    private final Random random;

    HostileTexts(long seed) {
        random = new Random(seed);
    }

    /** A text of about this many characters. */
    String next(int length) {
        String unit = unit();
        return switch (random.nextInt(6)) {
            case 0, 1 -> repeat(unit, length);
            case 2 -> repeat(unit, length / 2) + repeat(unit(), length / 2);
            case 3 -> mixed(length);
            case 4 -> unit() + "\n\n" + repeat(unit, length) + "\n\n" + unit();
            default -> nested(unit, unit(), length);
        };
    }

    private String unit() {
        StringBuilder unit = new StringBuilder();
        for (int pieces = 1 + random.nextInt(4); pieces > 0; pieces--) {
            unit.append(piece());
        }
        return unit.toString();
    }

    private String piece() {
        return PIECES[random.nextInt(PIECES.length)];
    }

    private static String repeat(String unit, int length) {
        return unit.repeat(length / unit.length() + 1);
    }

    /** Few pieces in any order. */
    private String mixed(int length) {
        String[] few = new String[2 + random.nextInt(5)];
        for (int i = 0; i < few.length; i++) {
            few[i] = piece();
        }
        StringBuilder text = new StringBuilder(length + 32);
        while (text.length() < length) {
            text.append(few[random.nextInt(few.length)]);
        }
        return text.toString();
    }

    /** Openings, something inside, as many closings; or lines that are indented further and further. */
    private String nested(String open, String close, int length) {
        if (random.nextBoolean()) {
            return repeat(open, length / 2) + piece() + repeat(close, length / 2);
        }
        StringBuilder text = new StringBuilder(length + 1_000);
        for (int depth = 0; text.length() < length; depth = (depth + 1 + random.nextInt(2)) % 200) {
            text.repeat(random.nextBoolean() ? " " : "> ", depth).append(open).append('\n');
        }
        return text.toString();
    }
}
