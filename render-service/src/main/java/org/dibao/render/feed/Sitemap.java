package org.dibao.render.feed;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.dibao.contract.site.SiteSettings;
import org.dibao.render.metadata.Times;
import org.dibao.render.metadata.Urls;
import org.dibao.render.view.ListedArticle;
import org.jspecify.annotations.Nullable;

/**
 * Sitemaps according to the sitemaps.org protocol 0.9 and Google's news extension, and {@code robots.txt} (RFC 9309).
 * Addresses are added one by one, so that a month of any size needs no more memory than its document.
 */
public final class Sitemap {
    /** The protocol's limit for a sitemap. */
    public static final int MAX_URLS = 50_000;
    /** Google's limit for a news sitemap. */
    public static final int MAX_NEWS = 1000;
    /** The longest allowed address, in characters. */
    public static final int MAX_LOC = 2047;

    private static final String PROTOCOL = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private static final String NEWS = "http://www.google.com/schemas/sitemap-news/0.9";

    private final SiteSettings site;
    private final XmlWriter xml = new XmlWriter();
    private final String element;
    private boolean isEmpty = true;

    private Sitemap(SiteSettings site, String root, String element) {
        this.site = site;
        this.element = element;
        xml.start(root, "xmlns", PROTOCOL, "xmlns:news", element.equals("news") ? NEWS : null)
                .line();
    }

    public static Sitemap urls(SiteSettings site) {
        return new Sitemap(site, "urlset", "url");
    }

    public static Sitemap index(SiteSettings site) {
        return new Sitemap(site, "sitemapindex", "sitemap");
    }

    public static Sitemap news(SiteSettings site) {
        return new Sitemap(site, "urlset", "news");
    }

    /**
     * @param path    percent-encoded
     * @param changed absent if unknown
     */
    public Sitemap add(String path, @Nullable Instant changed) {
        return add(path, changed == null ? null : Times.text(site, changed.atOffset(java.time.ZoneOffset.UTC)));
    }

    public Sitemap add(ListedArticle article) {
        return add(
                article.path().encoded(), DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(Times.updated(site, article)));
    }

    private Sitemap add(String path, @Nullable String changed) {
        String url = Urls.of(site, path);
        if (url.length() <= MAX_LOC) {
            xml.start(element).text("loc", url).text("lastmod", changed).end();
            isEmpty = false;
        }
        return this;
    }

    public Sitemap addNews(ListedArticle article) {
        String url = Urls.of(site, article.path());
        String title = XmlText.line(article.title());
        if (url.length() <= MAX_LOC && !title.isEmpty()) {
            isEmpty = false;
            xml.start("url")
                    .text("loc", url)
                    .start("news:news")
                    .start("news:publication")
                    .text("news:name", site.title())
                    .text(
                            "news:language",
                            language(
                                    article.lang() == null || article.lang().isBlank()
                                            ? site.language()
                                            : article.lang()))
                    .end()
                    .text("news:publication_date", Times.text(site, article.date()))
                    .text("news:title", title)
                    .end()
                    .end();
        }
        return this;
    }

    /**
     * UTF-8. A sitemap without articles contains the front page, because the protocol requires at least one address.
     */
    public byte[] bytes() {
        if (isEmpty && !element.equals("sitemap")) {
            xml.start("url").text("loc", Urls.of(site, "/")).end();
        }
        return xml.end().bytes();
    }

    /** Allows everything except the addresses for programs. */
    public static String robots(SiteSettings site) {
        StringBuilder out = new StringBuilder("User-agent: *\n");
        List.of("/api/", "/search", "/desk/")
                .forEach(path -> out.append("Disallow: ").append(path).append('\n'));
        out.append('\n');
        List.of(new SitemapAddress.Index(), new SitemapAddress.News())
                .forEach(map -> out.append("Sitemap: ")
                        .append(Urls.of(site, map.path()))
                        .append('\n'));
        return out.toString();
    }

    /** ISO 639 as Google requires it, which distinguishes the two Chinese scripts. */
    private static String language(String tag) {
        Locale locale = Locale.forLanguageTag(tag);
        if (!locale.getLanguage().equals("zh")) {
            return locale.getLanguage().isEmpty() ? "en" : locale.getLanguage();
        }
        boolean traditional = locale.getScript().equals("Hant")
                || locale.getScript().isEmpty() && List.of("TW", "HK", "MO").contains(locale.getCountry());
        return traditional ? "zh-tw" : "zh-cn";
    }
}
