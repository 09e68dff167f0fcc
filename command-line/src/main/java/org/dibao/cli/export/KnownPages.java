package org.dibao.cli.export;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a copy knows of the addresses of its site. */
final class KnownPages {
    private final Map<String, CopyPage> pages = new HashMap<>();
    private final Map<String, String> owners = new HashMap<>();
    private final Map<String, String> redirects = new TreeMap<>();
    private final Set<String> leftOut = new TreeSet<>();

    @Nullable
    CopyPage get(String address) {
        return pages.get(address);
    }

    Map<String, CopyPage> all() {
        return Collections.unmodifiableMap(pages);
    }

    /** Where each address leads that redirects, in order. */
    Map<String, String> redirects() {
        return Collections.unmodifiableMap(redirects);
    }

    /** Addresses that are served and have no file here, in order. */
    Set<String> leftOut() {
        return Collections.unmodifiableSet(leftOut);
    }

    /** The address that has the file; null if none has. */
    @Nullable
    String owner(String file) {
        return owners.get(file);
    }

    /** How many have a file. */
    int files() {
        return owners.size();
    }

    void put(String address, CopyPage page) {
        remove(address);
        pages.put(address, page);
        String file = CopyFolder.file(address);
        if (page.hasFile() && file != null) {
            owners.put(file, address);
        } else if (page.redirects()) {
            redirects.put(address, page.to());
        } else if (page.isThere()) {
            leftOut.add(address);
        }
    }

    void remove(String address) {
        pages.remove(address);
        owners.remove(CopyFolder.file(address), address);
        redirects.remove(address);
        leftOut.remove(address);
    }
}
