package org.dibao.cli.export;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Which pages some events may have changed, by the keys that the events name. A key may have more pages than change: all of a listing
 * have one key. Those of them that nothing else points to are asked for only if they lead to what has changed, or follow on a page
 * that has.
 */
final class Changes {
    /** The key that every page has. */
    static final String EVERYTHING = "site";

    /** A page of a listing beside its newest: they are numbered from the oldest on, so that a new article changes few of them. */
    private static final Pattern NUMBERED = Pattern.compile(".*/page/[0-9]+\\.html");

    private static final String OWN = "path:";
    /** Of all feeds, and of pages that show more files than they name. */
    private static final Set<String> BROAD = Set.of("feed", "files");

    private static final List<String> OF_LISTINGS = List.of("category:", "tag:", "author:");

    private final Set<String> keys;
    private final boolean broadly;
    private final CopyState state;
    private final KeyIndex index;
    private final Set<String> mentioning = new HashSet<>();

    /**
     * @param keys    that the events name
     * @param broadly whether all pages that have one of them are to be asked for, since some have been taken over already, and so no
     *                longer tell that those beside them have changed
     */
    Changes(Collection<String> keys, boolean broadly, CopyState state, KeyIndex index, LinkGraph links) {
        this.keys = new HashSet<>(keys);
        this.broadly = broadly;
        this.state = state;
        this.index = index;
        keys.stream()
                .filter(key -> key.startsWith(OWN))
                .flatMap(key -> index.with(key).stream())
                .flatMap(links::to)
                .forEach(mentioning::add);
    }

    static boolean isNumbered(String address) {
        return NUMBERED.matcher(address).matches();
    }

    /** The addresses that are to be asked for first, in order. */
    Set<String> first() {
        Set<String> all = new TreeSet<>();
        for (String key : keys) {
            for (String address : index.with(key)) {
                if (!all.contains(address) && (broadly || points(address))) {
                    all.add(address);
                }
            }
        }
        return all;
    }

    /** Whether what is known of a page may be newer or older than what is known of others. */
    boolean isLookedForBroadly() {
        return broadly;
    }

    /** Whether a page has one of the keys at all. */
    boolean mayConcern(String address) {
        CopyPage page = state.page(address);
        return page == null || List.of(page.keys().split(" ")).stream().anyMatch(keys::contains);
    }

    private boolean points(String address) {
        CopyPage page = state.page(address);
        List<String> all = page == null ? List.of() : List.of(page.keys().split(" "));
        List<String> common = all.stream().filter(keys::contains).toList();
        if (page == null || !page.hasFile() || common.stream().anyMatch(key -> key.startsWith(OWN))) {
            return true;
        }
        boolean shared = isNumbered(address)
                || BROAD.containsAll(common)
                        && (common.contains("files") || all.stream().anyMatch(Changes::isOfListing));
        return !shared || mentioning.contains(address);
    }

    private static boolean isOfListing(String key) {
        return OF_LISTINGS.stream().anyMatch(key::startsWith);
    }
}
