package org.dibao.render.web;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.file.FilePath;
import org.dibao.contract.file.Variant;
import org.dibao.contract.purge.PurgeKey;
import org.dibao.render.feed.FeedAddress;
import org.dibao.render.feed.SitemapAddress;
import org.dibao.render.listing.ListingKey;
import org.dibao.render.listing.ListingKey.Kind;
import org.dibao.render.listing.ListingPaths;
import org.jspecify.annotations.Nullable;

/**
 * The requested resource, determined by the address alone, and with it the keys under which the response may be cached.
 */
sealed interface Route {

    /** Decoded. */
    String path();

    /**
     * All keys, independent of what is found. If there is nothing at this spelling, the content of another one decides.
     */
    default Set<PurgeKey> keys() {
        PurgeKey path = PurgeKey.path(path());
        return switch (this) {
            case At at ->
                Stream.concat(
                                Stream.of(PurgeKey.SITE, path),
                                at.otherSpellings().stream().map(it -> PurgeKey.path(it.value())))
                        .collect(Collectors.toUnmodifiableSet());
            case Front _ -> Set.of(PurgeKey.SITE, path, PurgeKey.HOME);
            case Listing listing ->
                Set.of(
                        PurgeKey.SITE,
                        path,
                        switch (listing.key().kind()) {
                            case ALL -> PurgeKey.HOME;
                            case CATEGORY -> PurgeKey.category(listing.name());
                            case TAG -> PurgeKey.tag(listing.name());
                            case AUTHOR -> PurgeKey.author(listing.name());
                            case YEAR, MONTH -> PurgeKey.archive(listing.key().slug());
                            case PINNED, LANGUAGE -> PurgeKey.HOME;
                            case PAGES -> PurgeKey.PAGES;
                            case TRANSLATIONS ->
                                PurgeKey.translations(listing.key().slug());
                        });
            case Index index ->
                Set.of(
                        PurgeKey.SITE,
                        path,
                        switch (index.kind()) {
                            case CATEGORY -> PurgeKey.CATEGORIES;
                            case TAG -> PurgeKey.TAGS;
                            default -> PurgeKey.HOME; // any change of a listing purges this
                        });
            case ById it -> Set.of(PurgeKey.SITE, path, PurgeKey.article(it.article()));
            // Any change of an article purges this.
            case Api _ -> Set.of(PurgeKey.SITE, path, PurgeKey.FEED);
            case Feed feed ->
                switch (feed.feed().key().kind()) {
                    case ALL, LANGUAGE -> Set.of(PurgeKey.SITE, path, PurgeKey.FEED);
                    case CATEGORY -> Set.of(PurgeKey.SITE, path, PurgeKey.FEED, PurgeKey.category(feed.name()));
                    case TAG -> Set.of(PurgeKey.SITE, path, PurgeKey.FEED, PurgeKey.tag(feed.name()));
                    case AUTHOR -> Set.of(PurgeKey.SITE, path, PurgeKey.FEED, PurgeKey.author(feed.name()));
                    case YEAR, MONTH, PINNED, PAGES, TRANSLATIONS ->
                        throw new IllegalStateException(
                                "there is no feed of " + feed.feed().key());
                };
            case Sitemap it ->
                switch (it.map()) {
                    case SitemapAddress.Month month -> Set.of(PurgeKey.SITE, path, PurgeKey.sitemap(month.month()));
                    case SitemapAddress.Index _, SitemapAddress.PagesMap _ ->
                        Set.of(PurgeKey.SITE, path, PurgeKey.FEED, PurgeKey.PAGES);
                    case SitemapAddress.News _ -> Set.of(PurgeKey.SITE, path, PurgeKey.FEED);
                };
            case Narrowed it ->
                Set.of(PurgeKey.SITE, path, PurgeKey.path(it.picture().of().value()));
            case OldQueries _ -> Set.of(path, PurgeKey.OLD_QUERIES);
            case Asset _, Kept _, Robots _, Search _, LostPreview _, Moved _, Nowhere _ -> Set.of(PurgeKey.SITE, path);
        };
    }

    record Front(String path) implements Route {}

    /**
     * @param name as in the address
     * @param page the number; absent for the newest page
     */
    record Listing(
            String path,
            ListingKey key,
            String name,
            @Nullable Integer page) implements Route {}

    /** All categories, all tags or all authors. */
    record Index(String path, Kind kind) implements Route {}

    /**
     * Another spelling of one of the site's own addresses, or another program's address with a fixed equivalent here.
     *
     * @param to percent-encoded
     */
    record Moved(String path, String to) implements Route {}

    record ById(String path, ArticleId article) implements Route {}

    /**
     * A file of the theme, or else one that was kept here.
     *
     * @param file its address among the theme's
     */
    record Asset(String path, String file) implements Route {}

    /** A path at which there can be a file but no article. */
    record Kept(String path, FilePath file) implements Route {}

    /** A narrower copy of a picture that is kept here. */
    record Narrowed(String path, Variant.Address picture) implements Route {}

    record Api(String path) implements Route {}

    /** For gateways only: which parameters of a query may be part of an old address. */
    record OldQueries(String path) implements Route {}

    /** @param name as in the address; empty for the site's feed */
    record Feed(String path, FeedAddress feed, String name) implements Route {}

    record Sitemap(String path, SitemapAddress map) implements Route {}

    record Robots(String path) implements Route {}

    /** Its results are not covered by the freshness promise; the response must not be cached. */
    record Search(String path) implements Route {}

    /** What a link to a preview leads to that is not valid; its response must not be cached. */
    record LostPreview(String path) implements Route {}

    /** @param formerly the redirect for another program's address if there is no article here; percent-encoded */
    record At(String path, ArticlePath article, @Nullable String formerly) implements Route {

        /**
         * Addresses that a reader may have meant if there is nothing here, the likeliest first: those that static file
         * servers treat alike, with or without {@code /}, {@code .html} or {@code index.html} at the end.
         */
        List<ArticlePath> otherSpellings() {
            return Spellings.others(article);
        }
    }

    /** An address that cannot exist on the site. */
    record Nowhere(String path) implements Route {}

    Pattern ALL_PAGES = Pattern.compile("/page/([1-9][0-9]{0,8})\\.html");
    Pattern LISTING = Pattern.compile("/(category|tag|author)/([^/]+?)(?:/page/([1-9][0-9]{0,8}))?\\.html");
    Pattern DATE = Pattern.compile("/([0-9]{4})(?:/([0-9]{2}))?(/)?(?:page/([1-9][0-9]{0,8})\\.html)?");
    String ROBOTS = "/robots.txt";
    String BY_ID = "/articles/";
    String ASSETS = "/assets/";
    String API = "/api/articles";
    String OLD_QUERIES = "/api/old-queries";
    String SEARCH = "/search";

    /** @param raw the path of the request, percent-encoded */
    static Route of(String raw) {
        String path;
        try {
            path = ArticlePath.decode(raw);
        } catch (IllegalArgumentException e) {
            return new Nowhere(raw);
        }
        if (path.equals("/") || path.isEmpty()) {
            return new Front("/");
        }
        if (path.equals(API)) {
            return new Api(path);
        }
        if (path.equals(OLD_QUERIES)) {
            return new OldQueries(path);
        }
        if (path.equals(SEARCH)) {
            return new Search(path);
        }
        if (path.startsWith(ASSETS)) {
            return new Asset(path, path);
        }
        switch (path) {
            case "/categories.html" -> {
                return new Index(path, Kind.CATEGORY);
            }
            case "/tags.html" -> {
                return new Index(path, Kind.TAG);
            }
            case ListingPaths.AUTHORS -> {
                return new Index(path, Kind.AUTHOR);
            }
            case "/desk/preview" -> {
                return new LostPreview(path);
            }
            case "/favicon.ico" -> {
                return new Asset(path, "/assets/favicon.ico");
            }
            case "/apple-touch-icon.png", "/apple-touch-icon-precomposed.png" -> {
                return new Asset(path, "/assets/apple-touch-icon.png");
            }
            default -> {}
        }
        Route machines = forMachines(path);
        if (machines != null) {
            return machines;
        }
        Variant.Address narrowed = Variant.at(path).orElse(null);
        if (narrowed != null) {
            return new Narrowed(path, narrowed);
        }
        Matcher all = ALL_PAGES.matcher(path);
        if (all.matches()) {
            return new Listing(path, ListingKey.ALL, "", Integer.valueOf(all.group(1)));
        }
        Matcher listing = LISTING.matcher(path);
        if (listing.matches()) {
            return listing(path, listing);
        }
        Matcher date = DATE.matcher(path);
        if (date.matches() && (date.group(3) != null || date.group(4) == null)) {
            return date(path, date);
        }
        try {
            // At deeper levels, a section of the site may have this name.
            return path.startsWith(BY_ID) && path.indexOf('/', BY_ID.length()) < 0
                    ? new ById(path, new ArticleId(path.substring(BY_ID.length())))
                    : new At(path, new ArticlePath(path), LegacyRedirects.of(path));
        } catch (IllegalArgumentException e) {
            FilePath file = FilePath.of(path).orElse(null);
            if (file != null) {
                return new Kept(path, file);
            }
            String moved = LegacyRedirects.of(path);
            return moved == null ? new Nowhere(path) : new Moved(path, moved);
        }
    }

    private static Route date(String path, Matcher parts) {
        if (parts.group(3) == null) {
            return new Moved(path, path + "/");
        }
        boolean year = parts.group(2) == null;
        String slug = year ? parts.group(1) : parts.group(1) + "-" + parts.group(2);
        Integer page = parts.group(4) == null ? null : Integer.valueOf(parts.group(4));
        return new Listing(path, new ListingKey(year ? Kind.YEAR : Kind.MONTH, slug), slug, page);
    }

    private static @Nullable Route forMachines(String path) {
        FeedAddress.Named feed = FeedAddress.parse(path);
        if (feed != null) {
            return new Feed(path, feed.feed(), feed.name());
        }
        SitemapAddress map = SitemapAddress.parse(path);
        if (map != null) {
            return new Sitemap(path, map);
        }
        return path.equals(ROBOTS) ? new Robots(path) : null;
    }

    private static Route listing(String path, Matcher parts) {
        Integer page = parts.group(3) == null ? null : Integer.valueOf(parts.group(3));
        return listing(path, parts.group(1), parts.group(2), page);
    }

    private static Route listing(String path, String section, String name, @Nullable Integer page) {
        Kind kind = switch (section) {
            case "tag" -> Kind.TAG;
            case "author" -> Kind.AUTHOR;
            default -> Kind.CATEGORY;
        };
        String slug = kind.slug(name);
        if (slug.isEmpty()) {
            return new Nowhere(path);
        }
        return new Listing(path, new ListingKey(kind, slug), name, page);
    }
}
