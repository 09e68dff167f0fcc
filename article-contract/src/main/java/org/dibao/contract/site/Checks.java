package org.dibao.contract.site;

import org.dibao.contract.text.Quoted;
import org.jspecify.annotations.Nullable;

/** The rules for text in all settings. */
final class Checks {
    private Checks() {}

    static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** One line, stripped of white space at both ends; absent if it is empty. */
    static @Nullable String line(String field, @Nullable String text, int maxLength) {
        if (text == null || text.isBlank()) {
            return null;
        }
        String line = text.strip();
        check(
                line.length() <= maxLength,
                field + ": it has " + line.length() + " characters; at most " + maxLength + " are allowed");
        check(
                line.chars().noneMatch(Character::isISOControl),
                field + ": it contains a control character, such as a line break; leave it out");
        return line;
    }

    /** A path on this site or an absolute http or https address; absent if it is empty. */
    static @Nullable String address(String field, @Nullable String text) {
        String address = line(field, text, SiteSettings.MAX_URL);
        check(
                address == null
                        || address.matches(
                                "/(?:[^/\\s\"<>\\\\][^\\s\"<>\\\\]*)?|https?://[^/\\s?#\"<>\\\\]+[^\\s\"<>\\\\]*"),
                field + ": " + Quoted.of(address)
                        + " is not an address; write a path on this site that begins with one slash, or a full"
                        + " address with http:// or https://");
        return address;
    }
}
