package org.dibao.cli.hugo;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A shortcode as it is called.
 *
 * @param name      with the first as named in {@code {{< name >}}}
 * @param arguments numbered ones are {@code 0}, {@code 1}, …
 * @param from      where in the text its result begins
 */
record Shortcode(String name, Map<String, String> arguments, int from) {
    private static final Pattern ARGUMENT =
            Pattern.compile("(?:([\\w-]+)=)?(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|`([^`]*+)`|([^\\s\"`]+))");

    /** @param inside what stands between its braces */
    static Shortcode of(String inside, int from) {
        String name = inside.split("\\s", 2)[0];
        Map<String, String> arguments = new LinkedHashMap<>();
        Matcher argument = ARGUMENT.matcher(inside.substring(name.length()));
        int number = 0;
        while (argument.find()) {
            String value = argument.group(2) != null
                    ? argument.group(2).replace("\\\"", "\"")
                    : argument.group(3) != null ? argument.group(3) : argument.group(4);
            arguments.put(argument.group(1) == null ? String.valueOf(number++) : argument.group(1), value);
        }
        return new Shortcode(name, arguments, from);
    }

    /** The first of these arguments that says something; empty if none does. */
    String first(String... names) {
        for (String one : names) {
            String value = arguments.get(one);
            if (value != null && !value.isEmpty()) {
                return value;
            }
        }
        return "";
    }
}
