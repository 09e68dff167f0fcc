package org.dibao.render.listing;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.dibao.contract.article.Slug;
import org.dibao.render.listing.ListingKey.Kind;

/** The tags whose slugs tell signs, such as that of C++, by the slugs that they have elsewhere, where signs do not count. Thread-safe. */
final class PlainTags {
    private final Map<String, Set<ListingKey>> tags = new ConcurrentHashMap<>();

    void add(ListingKey key) {
        if (hasSigns(key)) {
            tags.computeIfAbsent(Slug.withoutSigns(key.slug()), _ -> ConcurrentHashMap.newKeySet())
                    .add(key);
        }
    }

    void remove(ListingKey key) {
        if (hasSigns(key)) {
            tags.computeIfPresent(Slug.withoutSigns(key.slug()), (_, there) -> {
                there.remove(key);
                return there.isEmpty() ? null : there;
            });
        }
    }

    Set<ListingKey> of(String plain) {
        return tags.getOrDefault(plain, Set.of());
    }

    private static boolean hasSigns(ListingKey key) {
        return key.kind() == Kind.TAG && !Slug.withoutSigns(key.slug()).equals(key.slug());
    }
}
