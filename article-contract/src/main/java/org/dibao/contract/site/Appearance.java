package org.dibao.contract.site;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Locale;
import org.dibao.contract.text.Quoted;
import org.jspecify.annotations.Nullable;

/**
 * How pages look.
 *
 * @param indent        whether the first line of a paragraph is indented; default false
 * @param groupHeadings whether short paragraphs of two lines become headings; default false
 * @param accent        a colour, {@code #rrggbb} or {@code #rgb}; absent: the theme's own
 */
public record Appearance(
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean indent,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean groupHeadings,
        @Nullable String accent) {
    public static final Appearance DEFAULT = new Appearance(false, false, null);

    /** @throws IllegalArgumentException with the field's name and what is wrong with it */
    public Appearance {
        accent = accent == null || accent.isBlank() ? null : accent.strip().toLowerCase(Locale.ROOT);
        Checks.check(
                accent == null || accent.matches("#(?:[0-9a-f]{3}){1,2}"),
                "accent: " + Quoted.of(accent) + " is not a colour; write it as #c8102e or #c12");
    }
}
