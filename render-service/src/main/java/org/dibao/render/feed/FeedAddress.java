package org.dibao.render.feed;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.site.SiteSettings;
import org.dibao.render.listing.ListingKey;
import org.dibao.render.listing.ListingKey.Kind;
import org.dibao.render.listing.ListingPaths;
import org.dibao.render.metadata.FeedLinks;
import org.dibao.render.metadata.PageMetadata;
import org.dibao.render.metadata.Urls;
import org.jspecify.annotations.Nullable;

/**
 * The address of a feed: {@code /feed.xml} (Atom, as in jekyll-feed), {@code /rss.xml} and {@code /feed.json} for the
 * site; {@code /feed/category/river.xml} (Atom), {@code .rss} and {@code .json} for a category; the same under
 * {@code /feed/tag/}, {@code /feed/author/} and {@code /feed/language/}.
 */
public record FeedAddress(ListingKey key, FeedFormat format) {
    private static final Pattern OF_LISTING =
            Pattern.compile("/feed/(category|tag|author|language)/([^/]+)\\.(xml|rss|json)");

    /** The feeds of a site's listings, as linked from their pages. */
    public static FeedLinks links(SiteSettings site) {
        return (key, title) -> all(key).stream()
                .map(feed ->
                        new PageMetadata.Alternate(null, feed.format().mediaType(), title, Urls.of(site, feed.path())))
                .toList();
    }

    /** All formats of a listing's feed. */
    public static List<FeedAddress> all(ListingKey key) {
        return Arrays.stream(FeedFormat.values())
                .map(format -> new FeedAddress(key, format))
                .toList();
    }

    /**
     * A parsed address.
     *
     * @param name as in the address; empty for the site's feed
     */
    public record Named(FeedAddress feed, String name) {}

    /** @param path decoded */
    public static @Nullable Named parse(String path) {
        for (FeedAddress site : all(ListingKey.ALL)) {
            if (path.equals(site.path())) {
                return new Named(site, "");
            }
        }
        Matcher parts = OF_LISTING.matcher(path);
        if (!parts.matches()) {
            return null;
        }
        Kind kind = switch (parts.group(1)) {
            case "category" -> Kind.CATEGORY;
            case "tag" -> Kind.TAG;
            case "language" -> Kind.LANGUAGE;
            default -> Kind.AUTHOR;
        };
        String slug = kind.slug(parts.group(2));
        for (FeedFormat format : FeedFormat.values()) {
            if (format.ending().equals(parts.group(3)) && !slug.isEmpty()) {
                return new Named(new FeedAddress(new ListingKey(kind, slug), format), parts.group(2));
            }
        }
        return null;
    }

    /** Percent-encoded. */
    public String path() {
        String slug = ArticlePath.encode(key.slug());
        return switch (key.kind()) {
            case CATEGORY -> "/feed/category/" + slug + "." + format.ending();
            case TAG -> "/feed/tag/" + slug + "." + format.ending();
            case AUTHOR -> "/feed/author/" + slug + "." + format.ending();
            case LANGUAGE -> "/feed/language/" + slug + "." + format.ending();
            case ALL ->
                switch (format) {
                    case ATOM -> ListingPaths.FEED;
                    case RSS -> "/rss.xml";
                    case JSON -> "/feed.json";
                };
            case YEAR, MONTH, PINNED, PAGES, TRANSLATIONS ->
                throw new IllegalStateException("there is no feed of " + key);
        };
    }
}
