package org.dibao.render.web;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Slug;
import org.dibao.contract.purge.PurgeKey;
import org.dibao.render.listing.ListingKey;
import org.dibao.render.listing.ListingKey.Kind;
import org.jspecify.annotations.Nullable;

/** What was asked for, as the address alone tells it, and with it the keys under which the answer may be kept. */
sealed interface Route {

    /** Decoded. */
    String path();

    /** All keys; the same whatever is there. */
    default Set<PurgeKey> keys() {
        PurgeKey path = PurgeKey.path(path());
        return switch (this) {
            case Front _ -> Set.of(PurgeKey.SITE, path, PurgeKey.HOME);
            case Listing listing -> Set.of(PurgeKey.SITE, path, switch (listing.key().kind()) {
                case ALL -> PurgeKey.HOME;
                case CATEGORY -> PurgeKey.category(listing.name());
                case TAG -> PurgeKey.tag(listing.name());
                case AUTHOR -> PurgeKey.author(listing.name());
            });
            case ById it -> Set.of(PurgeKey.SITE, path, PurgeKey.article(it.article()));
            // Whatever changes anything about an article purges this.
            case Api _ -> Set.of(PurgeKey.SITE, path, PurgeKey.FEED);
            case Asset _, At _, Search _, Nowhere _ -> Set.of(PurgeKey.SITE, path);
        };
    }

    record Front(String path) implements Route {}

    /**
     * @param name as it stands in the address
     * @param page the number; absent for the newest page
     */
    record Listing(String path, ListingKey key, String name, @Nullable Integer page) implements Route {}

    record ById(String path, ArticleId article) implements Route {}

    record Asset(String path) implements Route {}

    record Api(String path) implements Route {}

    /** What it finds stands outside the freshness promise; nobody may keep the answer. */
    record Search(String path) implements Route {}

    record At(String path, ArticlePath article) implements Route {}

    /** No address of the site could look like this. */
    record Nowhere(String path) implements Route {}

    Pattern ALL_PAGES = Pattern.compile("/page/([1-9][0-9]{0,8})\\.html");
    Pattern LISTING = Pattern.compile("/(category|tag)/([^/]+?)(?:/page/([1-9][0-9]{0,8}))?\\.html");
    String BY_ID = "/articles/";
    String ASSETS = "/assets/";
    String API = "/api/articles";
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
        if (path.equals(SEARCH)) {
            return new Search(path);
        }
        if (path.startsWith(ASSETS)) {
            return new Asset(path);
        }
        Matcher all = ALL_PAGES.matcher(path);
        if (all.matches()) {
            return new Listing(path, ListingKey.ALL, "", Integer.valueOf(all.group(1)));
        }
        Matcher listing = LISTING.matcher(path);
        if (listing.matches()) {
            return listing(path, listing);
        }
        try {
            // Deeper down, a section of the site may be named so.
            return path.startsWith(BY_ID) && path.indexOf('/', BY_ID.length()) < 0
                    ? new ById(path, new ArticleId(path.substring(BY_ID.length())))
                    : new At(path, new ArticlePath(path));
        } catch (IllegalArgumentException e) {
            return new Nowhere(path);
        }
    }

    private static Route listing(String path, Matcher parts) {
        String slug = Slug.of(parts.group(2));
        if (slug.isEmpty()) {
            return new Nowhere(path);
        }
        Kind kind = parts.group(1).equals("tag") ? Kind.TAG : Kind.CATEGORY;
        Integer page = parts.group(3) == null ? null : Integer.valueOf(parts.group(3));
        return new Listing(path, new ListingKey(kind, slug), parts.group(2), page);
    }
}
