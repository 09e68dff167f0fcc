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

/**
 * The terms that a site's settings merge, and the articles of its own language, whether they name it or not. Immutable,
 * except for the listings in it.
 */
final class MergedTerms {
    static final MergedTerms NONE = new MergedTerms(Map.of());

    /**
     * Terms with a joint listing.
     *
     * @param listing the joint listing, under the key of the target
     * @param parts   the target and the terms merged into it
     */
    record Group(Listing listing, List<ListingKey> parts) {}

    private final Map<ListingKey, Group> byTarget;
    private final Map<ListingKey, Group> byPart = new HashMap<>();

    private MergedTerms(Map<ListingKey, Group> byTarget) {
        this.byTarget = byTarget;
        byTarget.values().forEach(group -> group.parts().forEach(part -> byPart.put(part, group)));
    }

    boolean isEmpty() {
        return byPart.isEmpty();
    }

    /** The group of a term, whether target or source; absent if it is not merged. */
    @Nullable
    Group of(ListingKey key) {
        return byPart.get(key);
    }

    boolean isTarget(ListingKey key) {
        return byTarget.containsKey(key);
    }

    /** According to these settings. A group with the same parts is reused; others are created. */
    MergedTerms with(SiteSettings site, Function<List<ListingKey>, List<ListingEntry>> union) {
        Map<ListingKey, Group> groups = new HashMap<>();
        parts(site).forEach((target, parts) -> {
            Group old = byTarget.get(target);
            if (old != null && old.parts().equals(parts)) {
                groups.put(target, old);
            } else {
                Listing listing = new Listing(target);
                listing.fill(union.apply(parts));
                groups.put(target, new Group(listing, parts));
            }
        });
        return new MergedTerms(groups);
    }

    /** The terms that are grouped differently in the other instance. */
    Set<ListingKey> differences(MergedTerms other) {
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
        ListingKey own = Languages.own(site);
        parts.put(own, List.of(own, new ListingKey(Kind.LANGUAGE, "")));
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
