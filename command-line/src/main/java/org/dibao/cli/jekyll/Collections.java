package org.dibao.cli.jekyll;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The folders of a site's collections. */
final class Collections {
    private final JekyllConfig config;
    private final Map<String, JekyllConfig.Collection> all;

    Collections(JekyllConfig config) {
        this.config = config;
        this.all = config.collections();
    }

    /** The collection that a file is in, or a folder with a slash at its end. */
    JekyllConfig.@Nullable Collection of(String name) {
        String below = within(name);
        int slash = below.indexOf('/');
        return slash > 0 && below.startsWith("_") ? all.get(below.substring(1, slash)) : null;
    }

    /** A name without the folder that contains those of the collections. */
    String within(String name) {
        String folder = config.collectionsFolder();
        return !folder.isEmpty() && name.startsWith(folder + "/") ? name.substring(folder.length() + 1) : name;
    }
}
