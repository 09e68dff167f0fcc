package org.dibao.cli.site;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses in a paragraph that are links by themselves. */
final class BareLinks {
    /** What is left as it is: code, definitions, links, tags and the elements whose text is no text of the page. */
    private static final String OTHER = "(?<!`)(`{1,9})(?!`)(?s:.{1,2000}?)(?<!`)\\1(?!`)"
            + "|(?m:^[ ]{0,3}\\[[^\\]^\\n][^\\]\\n]{0,500}\\]:.*$)"
            + "|\\[[^\\]\\n]{0,500}\\](?:\\([^)\\n]{0,2000}\\)|\\[[^\\]\\n]{0,500}\\])"
            + "|\\]\\([^)\\n]{0,2000}\\)"
            + "|<(a|script|style|code|pre|svg|iframe)\\b(?s:.{0,5000}?)</\\2>"
            + "|<[A-Za-z/!][^>]{0,2000}>";

    /** After a blank, a mark of emphasis or a letter that is not Latin; with a domain of several parts. */
    private static final String ADDRESS =
            "(?<![\\x21-\\x27\\x29\\x2B-\\x5E\\x60-\\x7D])(https?://|www\\.)[A-Za-z0-9_@:%.+~#=-]{1,255}"
                    + "\\.[a-z]{2,63}(?::\\d{1,5})?(?:[/?#][^\\s<>|\"`\\\\\\u3000-\\u303F\\uFF00-\\uFFEF]*)?(?![A-Za-z0-9])";

    private static final Pattern LINK = Pattern.compile(OTHER + "|(?<link>" + ADDRESS + ")");
    private static final Pattern END = Pattern.compile("(?:[?!.,:;*_~']|&[A-Za-z0-9]+;)+$");

    private BareLinks() {}

    static String linked(String text) {
        if (!text.contains("://") && !text.contains("www.")) {
            return text;
        }
        return LINK.matcher(text).replaceAll(found -> {
            String address = ((Matcher) found).group("link");
            return Matcher.quoteReplacement(address == null ? found.group() : link(address));
        });
    }

    private static String link(String found) {
        String address = END.matcher(found).replaceFirst("");
        while (address.endsWith(")") && count(address, ')') > count(address, '(')) {
            address = END.matcher(address.substring(0, address.length() - 1)).replaceFirst("");
        }
        String shown = address.startsWith("www.") ? "[" + address + "](https://" + address + ")" : "<" + address + ">";
        return shown + found.substring(address.length());
    }

    private static long count(String text, char sign) {
        return text.chars().filter(c -> c == sign).count();
    }
}
