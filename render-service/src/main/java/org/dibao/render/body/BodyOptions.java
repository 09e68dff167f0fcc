package org.dibao.render.body;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What decides how a body is shown, beside the body.
 *
 * @param formerHosts   hosts that the site had, with or without a port; links to them become links within the site
 * @param baseUrl       the site's address, as {@code https://news.example}
 * @param groupHeadings whether pairs of short lines that come again and again become headings
 * @param texts         in the article's language
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
}
