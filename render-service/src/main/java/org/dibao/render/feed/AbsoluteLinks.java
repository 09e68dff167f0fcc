package org.dibao.render.feed;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.dibao.render.metadata.Urls;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Bodies as they can be read away from their page: every link and picture with its whole address. */
final class AbsoluteLinks {
    private static final Set<String> ATTRIBUTES = Set.of("href", "src", "poster", "cite");

    private AbsoluteLinks() {}

    /** @param base where the body stands, absolute */
    static String in(String html, String base) {
        Document body = Jsoup.parseBodyFragment(html);
        body.outputSettings().prettyPrint(false);
        for (Element element : body.body().getAllElements()) {
            for (String name : ATTRIBUTES) {
                if (element.hasAttr(name)) {
                    String absolute = Urls.resolved(base, element.attr(name));
                    if (!absolute.isEmpty()) { // else mailto:, data: and such
                        element.attr(name, absolute);
                    }
                }
            }
            if (element.hasAttr("srcset")) {
                element.attr(
                        "srcset",
                        Arrays.stream(element.attr("srcset").split(",\\s+"))
                                .map(candidate -> candidate(candidate.strip(), base))
                                .collect(Collectors.joining(", ")));
            }
        }
        return body.body().html();
    }

    /** An address, and for which width or density it is. */
    private static String candidate(String candidate, String base) {
        String[] parts = candidate.split("\\s+", 2);
        String absolute = Urls.resolved(base, parts[0]);
        return (absolute.isEmpty() ? parts[0] : absolute) + (parts.length == 2 ? " " + parts[1] : "");
    }
}
