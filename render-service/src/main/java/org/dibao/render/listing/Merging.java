package org.dibao.render.listing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.dibao.contract.site.SiteSettings;
import org.dibao.contract.site.Term;
import org.dibao.render.listing.ListingKey.Kind;
import org.jspecify.annotations.Nullable;

/** Which terms are listed together, by the settings of a site. Does not change; the listings in it do. */
final class Merging {
    static final Merging NONE = new Merging(Map.of());

    /**
     * Terms that are listed together.
     *
     * @param listing of them all, under the key of the target
     * @param parts   the target and what is merged into it
     */
    record Group(Listing listing, List<ListingKey> parts) {}

    private final Map<ListingKey, Group> byTarget;
    private final Map<ListingKey, Group> byPart = new HashMap<>();

    private Merging(Map<ListingKey, Group> byTarget) {
        this.byTarget = byTarget;
        byTarget.values().forEach(group -> group.parts().forEach(part -> byPart.put(part, group)));
    }

    boolean isEmpty() {
        return byPart.isEmpty();
    }

    /** The group that a term is in, as a target or as a source; absent if it stands for itself. */
    @Nullable
    Group of(ListingKey key) {
        return byPart.get(key);
    }

    boolean isTarget(ListingKey key) {
        return byTarget.containsKey(key);
    }

    /** As these settings have it. A group of the same parts stays the same; others are made. */
    Merging with(SiteSettings site, Function<List<ListingKey>, Sequence<ListingEntry>> union) {
        Map<ListingKey, Group> groups = new HashMap<>();
        parts(site).forEach((target, parts) -> {
            Group old = byTarget.get(target);
            if (old != null && old.parts().equals(parts)) {
                groups.put(target, old);
            } else {
                Listing listing = new Listing(target);
                listing.articles = union.apply(parts);
                groups.put(target, new Group(listing, parts));
            }
        });
        return new Merging(groups);
    }

    /** The terms that are grouped otherwise in the other one. */
    Set<ListingKey> differences(Merging other) {
        Set<ListingKey> targets = new HashSet<>(byTarget.keySet());
        targets.addAll(other.byTarget.keySet());
        Set<ListingKey> different = new LinkedHashSet<>();
        for (ListingKey target : targets) {
            Group here = byTarget.get(target);
            Group there = other.byTarget.get(target);
            if (here != there) {
                different.addAll(here == null ? List.of() : here.parts());
                different.addAll(there == null ? List.of() : there.parts());
            }
        }
        return different;
    }

    private static Map<ListingKey, List<ListingKey>> parts(SiteSettings site) {
        Map<ListingKey, List<ListingKey>> parts = new HashMap<>();
        for (Kind kind : Kind.values()) {
            Term.Kind terms = kind.terms();
            if (terms != null) {
                new TreeMap<>(site.terms(terms)).forEach((slug, term) -> {
                    if (term.mergedInto() != null) {
                        ListingKey target = new ListingKey(kind, term.mergedInto());
                        parts.computeIfAbsent(target, _ -> new ArrayList<>(List.of(target)))
                                .add(new ListingKey(kind, slug));
                    }
                });
            }
        }
        return parts;
    }
}
