package org.dibao.cli.hugo;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dibao.cli.site.FrontMatter;
import org.dibao.cli.site.Yaml;
import org.jspecify.annotations.Nullable;

/** A content file: front matter in TOML, YAML or JSON, and the text. */
record HugoText(Map<String, @Nullable Object> fields, String body) {
    private static final Pattern TOML = Pattern.compile(
            "\\A\\uFEFF?\\+\\+\\+[ \\t]*\\R(.*?)^\\+\\+\\+[ \\t]*(?:\\R|\\z)(.*)\\z",
            Pattern.DOTALL | Pattern.MULTILINE);

    /** @throws Yaml.Fault if the front matter cannot be read */
    static HugoText of(String file) throws Yaml.Fault {
        Matcher toml = TOML.matcher(file);
        if (toml.matches()) {
            return new HugoText(Toml.read(toml.group(1)), toml.group(2));
        }
        if (file.startsWith("{")) {
            int end = endOfJson(file);
            return new HugoText(
                    Yaml.readMap(file.substring(0, end)), file.substring(end).stripLeading());
        }
        FrontMatter front = FrontMatter.of(file).orElse(null);
        return front == null ? new HugoText(Map.of(), file) : new HugoText(front.fields(), front.body());
    }

    private static int endOfJson(String text) throws Yaml.Fault {
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && c == '{') {
                depth++;
            } else if (!quoted && c == '}' && --depth == 0) {
                return i + 1;
            }
        }
        throw new Yaml.Fault("its front matter in JSON has no end");
    }
}
