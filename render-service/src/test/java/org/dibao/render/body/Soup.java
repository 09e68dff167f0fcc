package org.dibao.render.body;

import java.util.Random;
import java.util.stream.Stream;
import org.dibao.contract.html.AllowedElements;

/** HTML as nobody would write it: any element in any other, attributes with any value, tags without an end. */
public final class Soup {
    /** Those that have to stand in a certain place come more often. */
    private static final String[] TAGS = Stream.concat(
                    AllowedElements.names().stream(), Stream.of("font", "tr", "td", "p", "li", "a", "table", "div"))
            .toArray(String[]::new);

    private static final String[] TEXTS = {
        "",
        "text ",
        "　　缩进",
        "中文。",
        "&nbsp;",
        "\n",
        "\n\n",
        " ",
        "①甲",
        "②乙②",
        "（来源：某报）",
        "&lt;b&gt;",
        "a b c",
        "2022-01-25",
        "\u0000",
        "💡",
        "\ud83d",
        "\u0001\u000b\u0080",
        "&#1;&#x7f;",
        "\uffff"
    };
    private static final String[] ATTRIBUTES = Stream.of(
                    AllowedElements.attributesOfAll().stream(),
                    AllowedElements.names().stream()
                            .flatMap(name -> AllowedElements.attributesOf(name).stream())
                            .distinct(),
                    Stream.of("href", "src", "id", "colspan", "rowspan"))
            .flatMap(names -> names)
            .toArray(String[]::new);
    private static final String[] VALUES = {
        "",
        " ",
        "a",
        "b",
        "c",
        "1",
        "2",
        "3",
        "0",
        "-1",
        "100%",
        "en",
        "zh_CN",
        "xx-yy",
        "left",
        "http://a.example/b c?d=[e]#f#g",
        "//old.example/x",
        "http://old.example",
        "/p|q%zz",
        "mailto:a b@c",
        "http://[",
        "https://a..b/",
        "x y",
        "2022-02-30",
        "2022-01-25T10:00",
        "language-java",
        "a.png 1x, b.png 2x",
        "a.png 100w",
        "(min-width: 1em) 2px",
        "note",
        "doc-noteref",
        "doc-endnotes",
        "region",
        "row",
        "true",
        "subtitles",
        "I"
    };

    private Soup() {}

    public static String of(Random random, int parts) {
        StringBuilder html = new StringBuilder();
        for (int i = 0; i < parts; i++) {
            String tag = TAGS[random.nextInt(TAGS.length)];
            switch (random.nextInt(5)) {
                case 0 -> html.append("</").append(tag).append('>');
                case 1 -> html.append(TEXTS[random.nextInt(TEXTS.length)]);
                default -> {
                    html.append('<').append(tag);
                    while (random.nextInt(3) == 0) {
                        html.append(' ')
                                .append(ATTRIBUTES[random.nextInt(ATTRIBUTES.length)])
                                .append("=\"")
                                .append(VALUES[random.nextInt(VALUES.length)])
                                .append('"');
                    }
                    html.append('>').append(TEXTS[random.nextInt(TEXTS.length)]);
                }
            }
        }
        return html.toString();
    }
}
