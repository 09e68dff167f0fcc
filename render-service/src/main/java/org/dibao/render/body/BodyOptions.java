package org.dibao.render.body;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.dibao.contract.article.Digest;
import org.dibao.contract.json.Json;

/**
 * Everything besides the body itself that determines how it is shown.
 *
 * @param formerHosts   former hosts of the site, with or without a port; links to them become links within the site
 * @param baseUrl       the site's address, such as {@code https://news.example}
 * @param groupHeadings whether recurring pairs of short lines become headings
 * @param texts         texts in the article's language
 * @param reservedIds   ids that the page around the body uses
 */
public record BodyOptions(
        Set<String> formerHosts,
        String baseUrl,
        boolean groupHeadings,
        BodyTexts texts,
        Set<String> reservedIds,
        BodyLimits limits) {

    public BodyOptions {
        formerHosts = formerHosts.stream()
                .map(host -> host.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        reservedIds = Set.copyOf(reservedIds);
    }

    /** The same for all options, and only those, with which any HTML becomes the same body. */
    public String digest() {
        return Digest.of(Json.bytes(List.of(
                BodyRenderer.VERSION,
                new TreeSet<>(formerHosts),
                baseUrl,
                groupHeadings,
                texts,
                new TreeSet<>(reservedIds),
                limits)));
    }
}
