package org.dibao.render.theme;

import java.util.ArrayList;
import java.util.List;
import org.dibao.contract.article.Slug;
import org.dibao.render.listing.ListingKey;
import org.dibao.render.listing.ListingKey.Kind;

/** What categories, tags and authors are called, and where they are. */
@FunctionalInterface
public interface Names {

    /** As articles write them. */
    Names AS_WRITTEN = (kind, written) -> {
        String slug = Slug.of(written);
        return new Link(written, slug.isEmpty() ? null : Addresses.of(new ListingKey(kind, slug)));
    };

    /** @param written as an article writes it */
    Link of(Kind kind, String written);

    /** Each once, in the order given; what has no name is left out. */
    default List<Link> all(Kind kind, List<String> written) {
        List<Link> links = new ArrayList<>(written.size());
        for (String one : written) {
            Link link = of(kind, one);
            if (!link.name().isBlank() && !links.contains(link)) {
                links.add(link);
            }
        }
        return links;
    }
}
