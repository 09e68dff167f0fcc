package org.dibao.ingest.liquid;

import java.util.Set;
import java.util.TreeSet;
import org.dibao.liquid.Drop;
import org.dibao.liquid.Unknown;
import org.jspecify.annotations.Nullable;

/**
 * {@code site}: a site's own links are relative, so its address and its base path are empty. The rest is what its files say,
 * if they are there.
 */
final class SiteVariables implements Drop {
    private final SiteFiles files;
    private final Set<String> unknown = new TreeSet<>();

    SiteVariables(SiteFiles files) {
        this.files = files;
    }

    /** What was asked for and is not known. */
    Set<String> unknown() {
        return unknown;
    }

    @Override
    public @Nullable Object get(String name) {
        return switch (name) {
            case "url", "baseurl" -> "";
            default -> {
                Object value = files.variable(name);
                if (value instanceof Unknown) {
                    unknown.add("site." + name);
                }
                yield value;
            }
        };
    }

    @Override
    public String toString() {
        return "";
    }
}
