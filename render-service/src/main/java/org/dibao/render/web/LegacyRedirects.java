package org.dibao.render.web;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dibao.contract.site.SiteSettings;
import org.dibao.render.feed.FeedAddress;
import org.dibao.render.feed.FeedFormat;
import org.dibao.render.listing.Languages;
import org.dibao.render.listing.ListingKey;
import org.dibao.render.listing.ListingKey.Kind;
import org.dibao.render.listing.ListingPaths;
import org.jspecify.annotations.Nullable;

/**
 * Redirects addresses of Jekyll's plugins, Hugo, Ghost and WordPress to their equivalents here. Numbered pages redirect
 * to the newest one, because those programs count from the other end.
 */
final class LegacyRedirects {
    private static final String ATOM = "/feed.xml";
    private static final String RSS = "/rss.xml";
    private static final String SITEMAP = "/sitemap.xml";

    /** Without a trailing slash. */
    private static final Map<String, String> FIXED = Map.ofEntries(
            Map.entry("/index.html", "/"),
            Map.entry("/categories", ListingPaths.CATEGORIES),
            Map.entry("/category", ListingPaths.CATEGORIES),
            Map.entry("/tags", ListingPaths.TAGS),
            Map.entry("/tag", ListingPaths.TAGS),
            Map.entry("/authors", ListingPaths.AUTHORS),
            Map.entry("/author", ListingPaths.AUTHORS),
            Map.entry("/archive", ListingPaths.ARCHIVE),
            Map.entry("/archives", ListingPaths.ARCHIVE),
            Map.entry("/archives.html", ListingPaths.ARCHIVE),
            Map.entry("/search", Route.SEARCH),
            Map.entry("/search.html", Route.SEARCH),
            Map.entry("/atom.xml", ATOM),
            Map.entry("/feed/atom", ATOM),
            Map.entry("/feed", RSS),
            Map.entry("/feed/rss", RSS),
            Map.entry("/feed/rss2", RSS),
            Map.entry("/rss", RSS),
            Map.entry("/index.xml", RSS),
            Map.entry("/feed/json", "/feed.json"),
            Map.entry("/sitemap_index.xml", SITEMAP),
            Map.entry("/sitemap-index.xml", SITEMAP),
            Map.entry("/wp-sitemap.xml", SITEMAP));

    /** WordPress and Hexo name those above a category before it: {@code /category/river/ferries/} lists what is in ferries. */
    private static final String TERM =
            "/(?:(?<category>categor(?:y|ies))(?:/(?!page/)[^/.][^/]*){0,9}?|(?<other>tags?|authors?))/(?<name>[^/.][^/]*?)";

    private static final Pattern LISTING = Pattern.compile(TERM + "(?:\\.html|/page/?[0-9]{1,9})?");
    private static final Pattern FEED = Pattern.compile(TERM + "/(?:feed|rss|index\\.xml)");
    private static final Pattern JEKYLL_FEED = Pattern.compile("/feed/(by_tag/)?([^/]+)\\.xml");
    /** Hugo has a feed beside each list. */
    private static final Pattern SECTION_FEED = Pattern.compile("(?:/[^/]+){1,3}/index\\.xml");

    /** Hugo has lists of each language. */
    private static final Pattern OF_A_LANGUAGE = Pattern.compile(
            "/([a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8}){0,2})(/(?:feed\\.xml|sitemap\\.xml|(?:categor(?:y|ies)|tags?|authors?)(?:/.*)?))");

    private static final Pattern PAGE = Pattern.compile("/page/?[0-9]{1,9}");
    private static final Pattern DAY = Pattern.compile("(/[0-9]{4}/[0-9]{2}/)[0-9]{2}");

    private LegacyRedirects() {}

    /**
     * @param path decoded
     * @return percent-encoded; absent if no program has such an address
     */
    static @Nullable String of(String path) {
        Matcher ofALanguage = OF_A_LANGUAGE.matcher(path);
        if (ofALanguage.matches()) {
            String ofAll = ofALanguage.group(2);
            return switch (ofAll) {
                case SITEMAP -> SITEMAP;
                case ATOM -> new FeedAddress(Languages.of(ofALanguage.group(1)), FeedFormat.ATOM).path();
                default -> of(ofAll);
            };
        }
        String bare = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        String fixed = FIXED.get(bare);
        if (fixed != null) {
            return fixed;
        }
        if (PAGE.matcher(bare).matches()) {
            return "/";
        }
        Matcher day = DAY.matcher(bare);
        if (day.matches()) {
            return day.group(1);
        }
        Matcher jekyll = JEKYLL_FEED.matcher(bare);
        if (jekyll.matches()) {
            return feed(jekyll.group(1) == null ? Kind.CATEGORY : Kind.TAG, jekyll.group(2), FeedFormat.ATOM);
        }
        Matcher feed = FEED.matcher(bare);
        if (feed.matches()) {
            return feed(kind(feed), feed.group("name"), FeedFormat.RSS);
        }
        if (SECTION_FEED.matcher(bare).matches()) {
            return RSS;
        }
        Matcher listing = LISTING.matcher(bare);
        if (!listing.matches()) {
            return null;
        }
        Kind kind = kind(listing);
        String slug = kind.slug(listing.group("name"));
        return slug.isEmpty() ? null : ListingPaths.of(new ListingKey(kind, slug));
    }

    /**
     * The address where the site's settings have the listing or feed at this one, so that a merged term takes one
     * redirect and not two.
     *
     * @param address percent-encoded
     */
    static String resolved(String address, SiteSettings site) {
        return switch (Route.of(address)) {
            case Route.Listing listing
            when isMerged(listing.key(), site) -> ListingPaths.of(listing.key().resolved(site));
            case Route.Feed feed
            when isMerged(feed.feed().key(), site) ->
                new FeedAddress(feed.feed().key().resolved(site), feed.feed().format()).path();
            default -> address;
        };
    }

    private static boolean isMerged(ListingKey key, SiteSettings site) {
        return !key.resolved(site).equals(key);
    }

    private static @Nullable String feed(Kind kind, String name, FeedFormat format) {
        String slug = kind.slug(name);
        return slug.isEmpty() ? null : new FeedAddress(new ListingKey(kind, slug), format).path();
    }

    private static Kind kind(Matcher term) {
        String other = term.group("other");
        return other == null ? Kind.CATEGORY : other.startsWith("t") ? Kind.TAG : Kind.AUTHOR;
    }
}
