package org.dibao.liquid.syntax;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dibao.liquid.LiquidException;
import org.dibao.liquid.run.Body;
import org.dibao.liquid.run.Node;

/** Jekyll's {@code highlight}: its text as code, byte for byte but for line ends around it, not marked up. */
final class Highlight {
    private static final Pattern SYNTAX = Pattern.compile("(?s)([a-zA-Z0-9.+#_-]++)(?:\\s.*+)?");

    private Highlight() {}

    static Node read(Token tag, Parser parser) {
        Matcher given = SYNTAX.matcher(tag.markup().strip());
        if (!given.matches()) {
            throw new LiquidException("{% highlight %} must be written {% highlight language %}");
        }
        String language = given.group(1).toLowerCase(Locale.ROOT);
        String open = "<figure class=\"highlight\"><pre><code class=\"language-" + language.replace('+', '-')
                + "\" data-lang=\"" + language + "\">";
        Body body = parser.block(tag, "endhighlight");
        return Tags.node(tag, false, (context, out) -> {
            StringBuilder code = new StringBuilder();
            body.render(context, code);
            out.append(open).append(escaped(trimmed(code))).append("</code></pre></figure>");
        });
    }

    private static String trimmed(StringBuilder code) {
        int start = 0;
        int end = code.length();
        while (start < end && isLineEnd(code.charAt(start))) {
            start++;
        }
        while (end > start && isLineEnd(code.charAt(end - 1))) {
            end--;
        }
        return code.substring(start, end);
    }

    private static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r';
    }

    private static String escaped(String code) {
        return code.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
