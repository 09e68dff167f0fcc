package org.dibao.kramdown.html;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a definition list says about ids of its terms. */
final class TermIds {
    private static final String AUTO_IDS = "auto_ids";

    private TermIds() {}

    /** The prefix that the terms' ids get, or null if they get none. */
    static @Nullable String prefix(List<String> references) {
        for (String name : references) {
            if (name.startsWith(AUTO_IDS)) {
                return name.startsWith(AUTO_IDS + "-") ? name.substring(AUTO_IDS.length() + 1) : "";
            }
        }
        return null;
    }
}
