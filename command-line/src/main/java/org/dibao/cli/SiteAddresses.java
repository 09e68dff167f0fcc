package org.dibao.cli;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The addresses of a site from which its pages lead to all others, and those that redirect. */
final class SiteAddresses {
    /** News sitemaps are left out: they depend on the time of day. */
    private static final List<String> OWN = List.of(
            "/",
            "/sitemap.xml",
            "/robots.txt",
            "/feed.xml",
            "/rss.xml",
            "/feed.json",
            "/categories.html",
            "/tags.html",
            "/authors.html",
            "/archive.html",
            "/favicon.ico",
            "/apple-touch-icon.png");

    private final Api api;
    private final boolean hasKey;
    private final JsonNode site;

    SiteAddresses(Api api, boolean hasKey) {
        this.api = api;
        this.hasKey = hasKey;
        this.site = api.ask("GET", "/api/site");
    }

    /** The host of the site's public address; null if it has none. */
    @Nullable
    String host() {
        try {
            return URI.create(site.path("baseUrl").asString("")).getRawAuthority();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Encoded, the front page first. Articles are among them, for there are some that nothing leads to, not even a sitemap. */
    List<String> all() {
        List<String> all = new ArrayList<>(OWN);
        site.path("files").properties().forEach(file -> all.add("/" + file.getKey()));
        LiveArticles.byPath(address -> api.ask("GET", address)).keySet().stream()
                .map(Published::encoded)
                .sorted()
                .forEach(all::add);
        return all;
    }

    /** Old addresses of live articles, encoded; none without the key. */
    Set<String> redirects() {
        Set<String> old = new LinkedHashSet<>();
        if (!hasKey) {
            return old;
        }
        for (String id : LiveArticles.ids(address -> api.ask("GET", address))) {
            api.ask("GET", ArticleCommand.addressOf(id))
                    .path("redirects")
                    .forEach(from -> old.add(Published.encoded(from.asString(""))));
        }
        return old;
    }
}
