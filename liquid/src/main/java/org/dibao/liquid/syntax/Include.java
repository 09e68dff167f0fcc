package org.dibao.liquid.syntax;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dibao.liquid.LiquidException;
import org.dibao.liquid.expression.Expression;
import org.dibao.liquid.run.Context;
import org.dibao.liquid.run.Node;
import org.jspecify.annotations.Nullable;

/**
 * Jekyll's {@code include} and {@code include_relative}.
 *
 * @param file   as written, perhaps with an output in it
 * @param params as written; null if there are none
 */
record Include(Token tag, String file, @Nullable String params, boolean relative) {
    private static final Pattern PARAMETER = Pattern.compile(
            "([\\w-]++)\\s*+=\\s*+(?:\"((?:[^\"\\\\]++|\\\\.)*+)\"|'((?:[^'\\\\]++|\\\\.)*+)'|([\\w.-]++))(?=\\s|\\z)\\s*+",
            Pattern.DOTALL);
    private static final Pattern FILE = Pattern.compile("[\\w/.\\-()+~#@]++");
    private static final Pattern UPWARDS = Pattern.compile("[./]{2,}");

    static Node read(Token tag, boolean relative) {
        String markup = tag.markup().strip();
        int end = nameEnd(markup);
        String rest = markup.substring(end).strip();
        Include include = new Include(tag, markup.substring(0, end).strip(), rest.isEmpty() ? null : rest, relative);
        include.check();
        return Tags.node(tag, false, include::render);
    }

    /** A name may have outputs in it, with spaces. */
    private static int nameEnd(String markup) {
        int at = 0;
        while (at < markup.length() && !Character.isWhitespace(markup.charAt(at))) {
            if (markup.startsWith("{{", at)) {
                int close = markup.indexOf("}}", at);
                if (close < 0) {
                    break;
                }
                at = close + 2;
            } else {
                at++;
            }
        }
        return at;
    }

    private void check() {
        if (params == null) {
            return;
        }
        Matcher parameter = PARAMETER.matcher(params);
        int at = 0;
        while (at < params.length()) {
            if (!parameter.region(at, params.length()).lookingAt()) {
                throw new LiquidException("{% " + tag.name() + " " + file
                        + " %} must have its parameters written name=\"value\" or name=variable");
            }
            at = parameter.end();
        }
    }

    private void render(Context context, StringBuilder out) {
        String name = context.inner(file);
        if (UPWARDS.matcher(name).find() || !FILE.matcher(name).matches()) {
            throw new LiquidException(
                    "{% " + tag.name() + " " + name + " %} must name a file below the site's includes,"
                            + " in letters, digits and the signs / . - ( ) + ~ # @");
        }
        String text =
                relative ? context.host().includeRelative(name) : context.host().include(name);
        if (text == null) {
            String given = context.host().plugin(plugin(name, context));
            if (given == null) {
                throw new LiquidException("the include " + name + " is not there: it is left out");
            }
            out.append(given);
            return;
        }
        Map<String, @Nullable Object> values = params == null ? null : values(context);
        context.within(() -> {
            if (values != null) {
                context.set("include", values);
            }
            context.include((relative ? "./" : "") + name, text, out);
        });
    }

    /** An include that the site's theme would have, asked for as a tag of its name. */
    private org.dibao.liquid.PluginTag plugin(String name, Context context) {
        StringBuilder markup = new StringBuilder(name);
        if (params != null) {
            values(context)
                    .forEach((key, value) -> markup.append(' ')
                            .append(key)
                            .append("=\"")
                            .append(org.dibao.liquid.value.Values.text(value).replace("\"", "&quot;"))
                            .append('"'));
        }
        return new org.dibao.liquid.PluginTag("include", markup.toString(), null);
    }

    private Map<String, @Nullable Object> values(Context context) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        Matcher parameter = PARAMETER.matcher(params == null ? "" : params);
        while (parameter.find()) {
            Object value = parameter.group(2) != null
                    ? parameter.group(2).replace("\\\"", "\"")
                    : parameter.group(3) != null
                            ? parameter.group(3).replace("\\'", "'")
                            : Expression.of(parameter.group(4)).evaluate(context);
            values.put(parameter.group(1), value);
        }
        return values;
    }
}
