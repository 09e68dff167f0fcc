package org.dibao.render.metadata;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** Text as nobody should send it: made at random of what breaks XML, HTML, JSON or a reader's eyes. */
public final class HostileTexts {
    private static final List<String> PARTS = List.of(
            "\u0000",
            "\u0001",
            "\u0008",
            "\u000B",
            "\u000C",
            "\u001B",
            "\u007F",
            "\u0085",
            "\u009F",
            "\uFFFE",
            "\uFFFF",
            "\uD800",
            "\uDC00",
            "\uDC00\uD800",
            "\uFEFF",
            "\u2028",
            "\u2029",
            "\u202E",
            "\u2066",
            "\u200F",
            "\uD83D\uDE00",
            "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67",
            "\uD834\uDD1E",
            "]]>",
            "<![CDATA[",
            "<!--",
            "-->",
            "</script>",
            "<script>alert(1)</script>",
            "<",
            ">",
            "&",
            "&amp;",
            "&#0;",
            "&#x1;",
            "&lt;",
            "\"",
            "'",
            "\\",
            "\\u003c",
            "\t",
            "\n",
            "\r",
            "\r\n",
            " ",
            "　",
            "邸报",
            "é",
            "e\u0301",
            "{{ 1 }}",
            "%",
            "%zz",
            "http://",
            "javascript:alert(1)",
            "//x",
            "?",
            "#",
            "x");

    private HostileTexts() {}

    /** Many, from a seed that is printed; {@code -Ddibao.seed=} repeats them. */
    public static List<String> some(int count) {
        long seed = Long.getLong("dibao.seed", System.nanoTime());
        System.out.println("HostileTexts: -Ddibao.seed=" + seed);
        Random random = new Random(seed);
        return java.util.stream.Stream.generate(() -> random.ints(random.nextInt(1, 12), 0, PARTS.size())
                        .mapToObj(PARTS::get)
                        .collect(Collectors.joining()))
                .limit(count)
                .toList();
    }
}
