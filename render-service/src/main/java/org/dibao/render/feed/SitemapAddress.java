package org.dibao.render.feed;

import java.time.YearMonth;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The addresses of sitemaps. */
public sealed interface SitemapAddress {

    String path();

    /** The index of all the others except the news. */
    record Index() implements SitemapAddress {
        @Override
        public String path() {
            return "/sitemap.xml";
        }
    }

    /**
     * Pages other than articles: front page, static pages, listings.
     *
     * @param part from 1
     */
    record PagesMap(int part) implements SitemapAddress {
        @Override
        public String path() {
            return "/sitemap-pages" + suffix(part);
        }
    }

    /**
     * A month's articles, the oldest first.
     *
     * @param part from 1
     */
    record Month(YearMonth month, int part) implements SitemapAddress {
        @Override
        public String path() {
            return "/sitemap-" + month + suffix(part);
        }
    }

    /** Recently published articles. */
    record News() implements SitemapAddress {
        @Override
        public String path() {
            return "/news-sitemap.xml";
        }
    }

    Pattern PARTS = Pattern.compile("/sitemap-(pages|([0-9]{4})-(0[1-9]|1[0-2]))(?:-([2-9]|[1-9][0-9]{1,3}))?\\.xml");

    /** @param path decoded */
    static @Nullable SitemapAddress parse(String path) {
        if (path.equals("/sitemap.xml")) {
            return new Index();
        }
        if (path.equals("/news-sitemap.xml")) {
            return new News();
        }
        Matcher parts = PARTS.matcher(path);
        if (!parts.matches()) {
            return null;
        }
        int part = parts.group(4) == null ? 1 : Integer.parseInt(parts.group(4));
        return parts.group(2) == null
                ? new PagesMap(part)
                : new Month(YearMonth.of(Integer.parseInt(parts.group(2)), Integer.parseInt(parts.group(3))), part);
    }

    private static String suffix(int part) {
        return (part == 1 ? "" : "-" + part) + ".xml";
    }
}
