package org.dibao.ingest.article;

import java.util.regex.Pattern;
import org.dibao.contract.site.SiteSettings;
import org.dibao.contract.text.Quoted;
import org.dibao.ingest.fields.Fields;
import org.dibao.ingest.fields.Refused;
import org.jspecify.annotations.Nullable;

/** Reads the site's settings that are one line of text. */
final class SettingFields {
    static final int MAX_TEXT = SiteSettings.MAX_URL;

    private static final Pattern OVERRIDE = Pattern.compile("[\\u202D\\u202E]");

    private SettingFields() {}

    /** One line that reads as written: without characters that reverse the direction of the text around it. */
    static @Nullable String line(Fields fields, String name) {
        String line = fields.line(name, MAX_TEXT);
        if (line != null && OVERRIDE.matcher(line).find()) {
            throw Refused.field(
                    name,
                    name
                            + " contains a character that reverses the direction of writing (U+202D or U+202E): leave"
                            + " it out");
        }
        return line;
    }

    /** A line with an address; the settings themselves check the rest. */
    static @Nullable String address(Fields fields, String name) {
        String line = line(fields, name);
        return line == null ? null : AddressFields.resource(name, line);
    }

    static int number(Fields fields, String name, String range) {
        String given = line(fields, name);
        if (given == null) {
            return 0;
        }
        if (!given.matches("[1-9][0-9]{0,2}")) {
            throw Refused.field(name, name + ": " + Quoted.of(given) + " is not a whole number from " + range);
        }
        return Integer.parseInt(given);
    }

    static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
