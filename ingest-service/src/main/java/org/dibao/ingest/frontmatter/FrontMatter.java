package org.dibao.ingest.frontmatter;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dibao.ingest.fields.Refused;
import org.dibao.ingest.fields.Value.Mapping;

/**
 * A file split into front matter and body.
 *
 * @param fields of the front matter; none if the file does not start with {@code ---}
 * @param body   everything after it, as written
 */
public record FrontMatter(Mapping fields, String body) {
    private static final Pattern OPEN = Pattern.compile("\\A---[ \\t]*(?:\\r\\n|\\n|\\r)");
    private static final Pattern CLOSE = Pattern.compile("^(?:---|\\.\\.\\.)[ \\t]*$", Pattern.MULTILINE);

    /** @throws Refused if the front matter has no end, is not YAML, or exceeds the limits */
    public static FrontMatter read(String file, FrontMatterLimits limits) {
        Matcher open = OPEN.matcher(file);
        if (!open.find()) {
            return new FrontMatter(new Mapping(Map.of()), file);
        }
        Matcher close = CLOSE.matcher(file);
        if (!close.find(open.end())) {
            throw Refused.malformed(
                    "front matter", "the front matter has no end: close it with a line of three hyphens (---)");
        }
        String yaml = file.substring(open.end(), close.start());
        if (yaml.length() > limits.maxChars()) {
            throw Refused.malformed(
                    "front matter",
                    "the front matter has " + yaml.length() + " characters; at most " + limits.maxChars()
                            + " are allowed");
        }
        return new FrontMatter(
                new YamlReader(limits, "the front matter", 2) // line 1 is the ---
                        .read(yaml),
                bodyAfter(file, close.end()));
    }

    private static String bodyAfter(String file, int end) {
        int start = end;
        if (start < file.length() && file.charAt(start) == '\r') {
            start++;
        }
        if (start < file.length() && file.charAt(start) == '\n') {
            start++;
        }
        return file.substring(start);
    }
}
