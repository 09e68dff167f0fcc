package org.dibao.render.body;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Everything besides the body itself that determines how it is shown.
 *
 * @param formerHosts   former hosts of the site, with or without a port; links to them become links within the site
 * @param baseUrl       the site's address, such as {@code https://news.example}
 * @param groupHeadings whether recurring pairs of short lines become headings
 * @param texts         texts in the article's language
 * @param reservedIds   ids that the page around the body uses
 * @param pictures      those of the site in it
 */
public record BodyOptions(
        Set<String> formerHosts,
        String baseUrl,
        boolean groupHeadings,
        BodyTexts texts,
        Set<String> reservedIds,
        BodyLimits limits,
        SitePictures pictures) {
    /** Of a body whose pictures are not known. */
    public BodyOptions(
            Set<String> formerHosts,
            String baseUrl,
            boolean groupHeadings,
            BodyTexts texts,
            Set<String> reservedIds,
            BodyLimits limits) {
        this(formerHosts, baseUrl, groupHeadings, texts, reservedIds, limits, SitePictures.NONE);
    }

    public BodyOptions {
        formerHosts = formerHosts.stream()
                .map(host -> host.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        reservedIds = Set.copyOf(reservedIds);
    }
}
