package org.dibao.render.theme;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which of the addresses that articles give for their picture are shown. */
final class Pictures {
    /** From the site's root on, or of http or https; nothing that a browser could take for anything else. */
    private static final Pattern ADDRESS = Pattern.compile("(?:https?://|/(?!/))[^\\s\"'<>\\\\]{1,2000}");

    private Pictures() {}

    /** @return empty if none is shown */
    static String shown(@Nullable String image) {
        return image != null && ADDRESS.matcher(image.strip()).matches() ? image.strip() : "";
    }
}
