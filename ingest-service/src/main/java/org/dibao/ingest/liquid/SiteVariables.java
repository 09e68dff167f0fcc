package org.dibao.ingest.liquid;

import java.util.Set;
import java.util.TreeSet;
import org.dibao.liquid.Drop;
import org.dibao.liquid.Unknown;

/** {@code site}: a site's own links are relative, so its address and its base path are empty. The rest is not known. */
final class SiteVariables implements Drop {
    private final Set<String> unknown = new TreeSet<>();

    /** What was asked for and is not known. */
    Set<String> unknown() {
        return unknown;
    }

    @Override
    public Object get(String name) {
        return switch (name) {
            case "url", "baseurl" -> "";
            default -> {
                unknown.add("site." + name);
                yield new Unknown("site." + name);
            }
        };
    }

    @Override
    public String toString() {
        return "";
    }
}
