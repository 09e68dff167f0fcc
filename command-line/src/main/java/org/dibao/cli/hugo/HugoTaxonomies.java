package org.dibao.cli.hugo;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dibao.cli.site.SiteFile;
import org.dibao.cli.site.Values;
import org.jspecify.annotations.Nullable;

/** The site's own ways to sort articles, of which Hugo makes lists and Dibao none. */
final class HugoTaxonomies {
    private static final Set<String> KNOWN = Set.of("tags", "categories", "authors", "tag", "category", "author");

    private HugoTaxonomies() {}

    /** Their lists, as far as articles name them. */
    static List<SiteFile> leftOut(Path root, HugoConfig config, Collection<HugoArticles.Draft> drafts) {
        HugoAddresses addresses = new HugoAddresses(config);
        Map<String, SiteFile> lists = new LinkedHashMap<>();
        for (@Nullable Object given : Values.map(config.value("taxonomies")).values()) {
            String taxonomy = String.valueOf(given);
            Set<String> terms = new LinkedHashSet<>();
            if (!KNOWN.contains(taxonomy)) {
                drafts.forEach(
                        draft -> terms.addAll(Values.texts(draft.text().fields().get(taxonomy))));
            }
            String why = "a list of the taxonomy " + taxonomy
                    + ": Dibao has none; articles keep what they name in extra." + taxonomy;
            String at = "/" + addresses.segment(taxonomy) + "/";
            if (!terms.isEmpty()) {
                lists.put(at, SiteFile.leftOut(root, at, why, at));
            }
            terms.forEach(term -> {
                String list = at + addresses.segment(term) + "/";
                lists.put(list, SiteFile.leftOut(root, list, why, list));
            });
        }
        return List.copyOf(lists.values());
    }
}
