package org.dibao.kramdown.differential;

import java.util.Random;

/** Composes random documents of all constructs, with odd spacing and nesting. */
final class Documents {
    private static final String[] WORDS = {
        "word",
        "a",
        "the",
        "中文",
        "字",
        "新闻，",
        "It's",
        "\"quoted\"",
        "'single'",
        "'09",
        "the '80s",
        "x_y_z",
        "5*3",
        "A&B",
        "&amp;",
        "&copy;",
        "...",
        "--",
        "---",
        "<<",
        ">>",
        "(paren)",
        "[bracket]",
        "1.",
        "foo:",
        "HTML",
        "end.",
        "\\*",
        "\\_",
        "\\|",
        "|",
        "http://x.yy/a_b_c",
        "<http://x.yy/>",
        "<a@b.cc>",
        "<br>",
        "<br />",
        "<span>",
        "</span>",
        "<b>bold</b>",
        "<em markdown=\"0\">*r*</em>",
        "<!-- c -->",
        "[^1]",
        "[^n]",
        "$$a_b$$",
        "$5",
        "{:.cls}",
        "{:toc}",
        "{::comment}x{:/}",
        "`code`",
        "``a`b``",
        "` c`",
        "`",
        "*",
        "**",
        "_",
        "__",
        "~~",
        "[",
        "](",
        ")",
        "![",
        "\"",
        "'",
        "\\",
        "  \n",
        "\\\\\n",
        "\\\n",
        "#",
        "##",
        "!",
        "=",
        ":",
        "^",
        "é",
        "🙂",
        "《书》",
        "“引”",
        "{:",
        "}",
        "<",
        ">",
        "&",
        "<div>",
        "</div>",
        "<code>a|b</code>",
        "ftp://x",
        "x^2",
        "2019-01-02",
        "A.B.",
        "-",
        "+",
        "e.g."
    };

    private final Random random;

    Documents(long seed) {
        random = new Random(seed);
    }

    String next() {
        StringBuilder text = new StringBuilder();
        int blocks = 1 + random.nextInt(6);
        for (int i = 0; i < blocks; i++) {
            text.append(block(2));
            text.append(pick("\n", "\n", "\n", "", "\n\n", "^\n", "{:.c #i}\n\n", "\n{:.d}\n"));
        }
        return text.toString();
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private String block(int depth) {
        return switch (random.nextInt(depth > 0 ? 26 : 8)) {
            case 0, 1, 2, 3 -> line() + "\n";
            case 4 -> line() + "\n" + pick("", " ", "   ", "    ", "\t") + line() + "\n";
            case 5 ->
                "#".repeat(1 + random.nextInt(6)) + pick(" ", " ", "", "  ") + line() + pick("", " #", " {#my-id}")
                        + "\n";
            case 6 -> line() + "\n" + pick("---", "===", "-", "=", "- -") + "\n";
            case 7 -> pick("* * *", "---", "___", "- - -", "***") + "\n";
            case 8, 9 -> prefix("> ", block(depth - 1) + pick("", "\n") + block(depth - 1));
            case 10, 11, 12, 13 -> list(depth);
            case 14 ->
                pick("```", "~~~", "````") + pick("", "ruby", " java", "a b", "php?x=1") + "\n" + line() + "\n"
                        + pick("", "\n") + line() + "\n" + pick("```", "~~~", "```` ") + "\n";
            case 15 -> prefix("    ", line() + "\n" + pick("", "\n") + line() + "\n") + pick("", line() + "\n");
            case 16 -> table();
            case 17 ->
                line() + "\n" + pick("", "\n") + pick(": ", ":   ", " : ", ":\t") + line() + "\n" + pick("", "\n")
                        + pick("", "    " + line() + "\n", "  " + line() + "\n", ": " + line() + "\n");
            case 18 ->
                pick(
                                "<div>",
                                "<div markdown=\"1\">",
                                "<p>",
                                "<p markdown=\"1\">",
                                "<table><tr><td>",
                                "<div class=\"x\" markdown=\"span\">",
                                "<pre>",
                                "<section markdown=\"block\">",
                                "<!--",
                                "<style>",
                                "<ul markdown=\"1\">")
                        + pick("", "\n", "\n\n") + block(depth - 1)
                        + pick(
                                "</div>",
                                "</p>",
                                "</td></tr></table>",
                                "</pre>",
                                "</section>",
                                "-->",
                                "</style>",
                                "</ul>",
                                "")
                        + pick("", " t") + "\n";
            case 19 -> "[^" + pick("1", "n", "z") + "]: " + line() + "\n" + pick("", "\n    " + line() + "\n");
            case 20 ->
                pick("", "  ") + "[" + pick("1", "word", "a b") + "]: "
                        + pick("http://x.yy", "<http://x.yy a>", "/p \"title\"", "/p\n  'title'") + "\n";
            case 21 -> "*[" + pick("HTML", "word", "A.B.") + "]:" + pick("", " Long form") + "\n";
            case 22 ->
                pick(
                                "{:.cls}",
                                "{:#id key=\"v\"}",
                                "{:ald: .x #y}",
                                "{:ald}",
                                "{:toc}",
                                "{:.no_toc}",
                                "{::comment}\nx\n{:/comment}",
                                "{::nomarkdown}\n*x*\n{:/}",
                                "{::options parse_block_html=\"true\" /}",
                                "{::comment}",
                                "{:/}")
                        + "\n";
            case 23 -> "$$" + pick("", "\n") + "a_b | c" + pick("", "\n") + "$$" + pick("", " t") + "\n";
            case 24 -> pick("* toc\n{:toc}", "1. x\n{:toc}", "- [ ] open\n- [x] done") + "\n";
            default -> block(depth - 1) + pick("", "\n", "^\n") + block(depth - 1);
        };
    }

    private String list(int depth) {
        StringBuilder list = new StringBuilder();
        int items = 1 + random.nextInt(3);
        String mark = pick("* ", "- ", "1. ", "*   ", "+ ", "10. ", "-\t", "* {:.i} ");
        String indent = pick(" ".repeat(mark.length()), "  ", "    ", "\t", "   ");
        for (int i = 0; i < items; i++) {
            list.append(pick("", "", "", " ", "  ")).append(mark);
            String inside = block(depth - 1) + pick("", "", "\n") + (random.nextInt(3) == 0 ? block(depth - 1) : "");
            list.append(prefix(indent, inside)
                    .substring(Math.min(indent.length(), prefix(indent, inside).length())));
            list.append(pick("", "", "\n"));
        }
        return list.toString();
    }

    private String table() {
        StringBuilder table = new StringBuilder();
        String edge = pick("", "|");
        int rows = 1 + random.nextInt(4);
        for (int i = 0; i < rows; i++) {
            table.append(edge)
                    .append(line())
                    .append(" | ")
                    .append(line())
                    .append(edge)
                    .append('\n');
            if (random.nextInt(3) == 0) {
                table.append(pick("|---|---|", "---|---", "|:-|-:|", "|===|", "|-", ":-: | -"))
                        .append('\n');
            }
        }
        return table.toString();
    }

    private static String prefix(String with, String text) {
        StringBuilder result = new StringBuilder();
        for (String line : text.split("\n", -1)) {
            result.append(line.isEmpty() ? "" : with + line).append('\n');
        }
        return text.isEmpty() ? "" : result.substring(0, result.length() - 1);
    }

    private String line() {
        StringBuilder line = new StringBuilder();
        int words = 1 + random.nextInt(6);
        for (int i = 0; i < words; i++) {
            line.append(span(2)).append(pick(" ", " ", " ", "", "  "));
        }
        return line.toString().stripTrailing();
    }

    private String span(int depth) {
        if (depth == 0) {
            return WORDS[random.nextInt(WORDS.length)];
        }
        return switch (random.nextInt(16)) {
            case 0 -> "*" + spans(depth) + "*";
            case 1 -> "**" + spans(depth) + "**";
            case 2 -> "_" + spans(depth) + "_";
            case 3 ->
                "[" + spans(depth) + "]"
                        + pick(
                                "(/u)",
                                "(/u \"t\")",
                                "(<a b>)",
                                "( /u )",
                                "[word]",
                                "[]",
                                "",
                                "(/w_(a\\))",
                                "(/a b)",
                                " [1]");
            case 4 -> "![" + spans(depth) + "]" + pick("(/i.png)", "(/i.png 'x')", "");
            case 5 -> "`" + span(depth - 1) + "`";
            case 6 -> "~~" + spans(depth) + "~~";
            case 7 -> "<span>" + spans(depth) + "</span>";
            case 8 -> "\"" + spans(depth) + "\"";
            default -> WORDS[random.nextInt(WORDS.length)];
        };
    }

    private String spans(int depth) {
        return span(depth - 1) + (random.nextBoolean() ? " " + span(depth - 1) : "");
    }
}
