package org.dibao.cli.site;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Which addresses a Dibao site has for itself. */
public final class OwnAddresses {
    private static final Pattern OWN = Pattern.compile(
            "/|/(index|404|410)\\.html|/(feed|rss|atom)\\.xml|/feed\\.json|/robots\\.txt|/sitemap[^/]*\\.xml|/news-sitemap\\.xml"
                    + "|/favicon\\.ico|/(health|articles)(\\.html|/)?|/articles/[^/]+/?|/[0-9]{4}(/[0-9]{2})?(/|/page/[0-9]+\\.html)?");
    private static final Set<String> OWN_FIRST = Set.of("api", "assets", "media", "desk", "actuator");
    private static final Set<String> OWN_FIRST_OF_FILES = Set.of("api", "desk", "actuator");
    private static final Set<String> OWN_ABOVE =
            Set.of("category", "categories", "tag", "tags", "author", "authors", "page", "search", "feed");
    private static final int DEEP = 5;

    private OwnAddresses() {}

    /** Whether Dibao serves something of its own there, so that no article can be there. */
    public static boolean isOwn(String address) {
        return isOwn(address, OWN_FIRST);
    }

    /** Whether no file can be there. */
    public static boolean isOwnOfFiles(String address) {
        return isOwn(address, OWN_FIRST_OF_FILES);
    }

    private static boolean isOwn(String address, Set<String> ownFirst) {
        if (OWN.matcher(address).matches()) {
            return true;
        }
        List<String> segments = List.of(address.substring(1).split("/", -1));
        String first = segments.getFirst().replaceFirst("\\.html$", "");
        return ownFirst.contains(first) || OWN_ABOVE.contains(first) && segments.size() < DEEP;
    }
}
