package org.dibao.render.body;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.dibao.contract.article.Digest;
import org.dibao.contract.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * Everything besides the body itself that determines how it is shown.
 *
 * @param formerHosts   former hosts of the site, with or without a port; links to them become links within the site
 * @param baseUrl       the site's address, such as {@code https://news.example}
 * @param groupHeadings whether recurring pairs of short lines become headings
 * @param texts         texts in the article's language
 * @param reservedIds   ids that the page around the body uses
 * @param page          the path of the article's page, percent-encoded, if the body is shown at another address: relative addresses are
 *                      then written from the site's root; absent: they stay
 */
public record BodyOptions(
        Set<String> formerHosts,
        String baseUrl,
        boolean groupHeadings,
        BodyTexts texts,
        Set<String> reservedIds,
        BodyLimits limits,
        @Nullable String page) {

    /** Of a body that is shown on its article's page. */
    public BodyOptions(
            Set<String> formerHosts,
            String baseUrl,
            boolean groupHeadings,
            BodyTexts texts,
            Set<String> reservedIds,
            BodyLimits limits) {
        this(formerHosts, baseUrl, groupHeadings, texts, reservedIds, limits, null);
    }

    public BodyOptions {
        formerHosts = formerHosts.stream()
                .map(host -> host.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        reservedIds = Set.copyOf(reservedIds);
    }

    /** The same for a body that is shown at another address than its article's. */
    public BodyOptions from(String page) {
        return new BodyOptions(formerHosts, baseUrl, groupHeadings, texts, reservedIds, limits, page);
    }

    /** The same for all options, and only those, with which any HTML becomes the same body. */
    public String digest() {
        List<Object> all = new ArrayList<>(List.of(
                BodyRenderer.VERSION,
                new TreeSet<>(formerHosts),
                baseUrl,
                groupHeadings,
                texts,
                new TreeSet<>(reservedIds),
                limits));
        if (page != null) {
            all.add(page);
        }
        return Digest.of(Json.bytes(all));
    }
}
