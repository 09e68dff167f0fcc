package org.dibao.cli.site;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file with front matter.
 *
 * @param fields of the front matter
 * @param open   its first line
 * @param yaml   the lines between the first and the last
 * @param rest   its last line, and the body
 */
public record FrontMatter(Map<String, @Nullable Object> fields, String open, String yaml, String rest) {
    private static final Pattern OPEN = Pattern.compile("\\A\\uFEFF?---[ \\t]*(?:\\r\\n|\\n|\\r)");
    private static final Pattern UNBEGUN = Pattern.compile("(?sm)\\A\\w+:.*?^---\\s*$");
    private static final Pattern CLOSE = Pattern.compile("^(?:---|\\.\\.\\.)[ \\t]*$", Pattern.MULTILINE);

    /** A name that needs no quotation marks. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");

    /** Whether a file begins like one. */
    public static boolean begins(String file) {
        return OPEN.matcher(file).find();
    }

    /**
     * Empty if the file has none.
     *
     * @throws Yaml.Fault if it has no end or cannot be read
     */
    public static Optional<FrontMatter> of(String file) throws Yaml.Fault {
        return of(file, 2); // line 1 is the ---
    }

    /** The same of a file whose front matter may begin in its first line, as in Hexo. */
    public static Optional<FrontMatter> begun(String file) throws Yaml.Fault {
        return !begins(file) && UNBEGUN.matcher(file).find() ? of("---\n" + file, 1) : of(file);
    }

    private static Optional<FrontMatter> of(String file, int firstLine) throws Yaml.Fault {
        Matcher open = OPEN.matcher(file);
        if (!open.find()) {
            return Optional.empty();
        }
        Matcher close = CLOSE.matcher(file);
        if (!close.find(open.end())) {
            throw new Yaml.Fault("it has no end: close it with a line of three hyphens (---)");
        }
        String yaml = file.substring(open.end(), close.start());
        return Optional.of(
                new FrontMatter(Yaml.readMap(yaml, firstLine), open.group(), yaml, file.substring(close.start())));
    }

    /** The text after the front matter. */
    public String body() {
        int end = rest.indexOf('\n');
        return end < 0 ? "" : rest.substring(end + 1);
    }

    /** The file with further fields, which take the place of those of the same names. The rest stays as it is written. */
    public String with(Map<String, @Nullable Object> added) {
        if (added.isEmpty()) {
            return open + yaml + rest;
        }
        String lines = yaml + (yaml.isEmpty() || yaml.endsWith("\n") ? "" : "\n") + yaml(added);
        Map<String, @Nullable Object> wanted = new LinkedHashMap<>(fields);
        wanted.putAll(added);
        return open + (isReadAs(lines, wanted) ? lines : yaml(wanted)) + rest;
    }

    /** Lines at the end of a flow map, for example, would not be front matter. */
    private static boolean isReadAs(String yaml, Map<String, @Nullable Object> wanted) {
        try {
            return Yaml.readMap(yaml).equals(wanted);
        } catch (Yaml.Fault e) {
            return false;
        }
    }

    /** A line for each. */
    public static String yaml(Map<String, @Nullable Object> fields) {
        StringBuilder lines = new StringBuilder();
        fields.forEach((name, value) -> lines.append(PLAIN.matcher(name).matches() ? name : JsonText.of(name))
                .append(": ")
                .append(JsonText.of(value))
                .append('\n'));
        return lines.toString();
    }
}
