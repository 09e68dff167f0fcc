package org.dibao.render.metadata;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dibao.contract.address.AllowedAddress;
import org.dibao.contract.article.Article;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.site.SiteSettings;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** Addresses for external use: absolute and in ASCII (RFC 3986). */
public final class Urls {
    /**
     * Part of every id (RFC 4151 requires a date). Constant, so that articles imported into another instance keep their
     * ids and subscribers do not receive them again.
     */
    private static final String SINCE = "2026";

    private static final Pattern HTTP = Pattern.compile("(?i)(https?://)([^/?#]+)(.*)", Pattern.DOTALL);
    private static final Pattern WITH_HOST = Pattern.compile("(?i)(?:https?:)?//([^/?#]*)(.*)", Pattern.DOTALL);
    private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private Urls() {}

    /** @param path percent-encoded, with the leading slash */
    public static String of(SiteSettings site, String path) {
        Matcher base = HTTP.matcher(site.baseUrl());
        return (base.matches() ? base.group(1) + asciiHost(base.group(2)) : site.baseUrl()) + path;
    }

    public static String of(SiteSettings site, ArticlePath path) {
        return of(site, path.encoded());
    }

    /** An address that has a present or former host of the site, from the site's root; any other one as it is. */
    public static @Nullable String rooted(SiteSettings site, @Nullable String address) {
        Matcher own = WITH_HOST.matcher(address == null ? "" : address.strip());
        return own.matches()
                        && site.hasHost(own.group(1).toLowerCase(Locale.ROOT).replaceFirst(":(?:80|443)?$", ""))
                ? "/" + own.group(2).replaceFirst("^/+", "") // two slashes would start a host
                : address;
    }

    /** The same address of the site at each of its former hosts, without a scheme. */
    public static Set<String> formerly(SiteSettings site, String path) {
        return site.formerHosts().stream()
                .map(host -> "//" + asciiHost(host) + path)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Resolves the address of a link or an image.
     *
     * @param base absolute
     * @param href as in the article; not trusted
     * @return absolute, of http or https, in ASCII; empty if it is not such an address
     */
    public static String resolved(String base, String href) {
        String allowed = AllowedAddress.RESOURCE.of(href);
        if (allowed == null) {
            return "";
        }
        Element link = new Element("a").attr("href", allowed);
        link.setBaseUri(base);
        Matcher url = HTTP.matcher(link.absUrl("href"));
        String ascii = url.matches() ? url.group(1) + asciiHost(url.group(2)) + ascii(url.group(3)) : "";
        return Objects.requireNonNullElse(AllowedAddress.RESOURCE.of(ascii), "");
    }

    /**
     * The permanent id of an article, wherever it moves and whatever happens to it:
     * {@code tag:example.org,2026:articles/42} (RFC 4151). The host is the site's first one, which is the first of
     * {@code formerHosts}, so that a site that has moved keeps its ids and no subscriber receives its articles again.
     */
    public static String id(SiteSettings site, ArticleId article) {
        return id(site, "articles/" + ArticlePath.encode(article.value()));
    }

    /**
     * The id of an article in feeds: its own, or the one that jekyll-feed gave it, as the site's settings say. That is its
     * address at the site's first host, without the extension.
     */
    public static String feedId(SiteSettings site, Article article) {
        if (!site.feed().keepsJekyllId(article.date())) {
            return id(site, article.id());
        }
        String path = article.path().encoded().replaceFirst("(?:/|\\.html?)$", "");
        Matcher base = HTTP.matcher(site.baseUrl());
        String host =
                site.formerHosts().isEmpty() ? "" : asciiHost(site.formerHosts().getFirst());
        return base.matches() && !host.isEmpty() ? base.group(1) + host + path : of(site, path);
    }

    /** @param rest the part after the second colon, percent-encoded */
    public static String id(SiteSettings site, String rest) {
        String authority = site.formerHosts().isEmpty()
                ? site.baseUrl().replaceFirst("^https?://", "").replaceFirst(":[0-9]*$", "")
                : site.formerHosts().getFirst();
        String host = asciiHost(authority).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.-]+", "-");
        return "tag:" + host + "," + SINCE + ":" + rest;
    }

    private static String asciiHost(String host) {
        try {
            return ascii(host.chars().allMatch(c -> c < 0x80) ? host : IDN.toASCII(host, IDN.ALLOW_UNASSIGNED));
        } catch (IllegalArgumentException e) {
            return ascii(host);
        }
    }

    /** Escapes what an address must not contain, but nothing that is already escaped. */
    private static String ascii(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (byte b : BROKEN_ESCAPE.matcher(text).replaceAll("%25").getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            if (c > ' ' && c < 0x7F && "\"<>\\^`{|}".indexOf(c) < 0) {
                out.append(c);
            } else {
                out.append('%').append(HEX.toHexDigits(b));
            }
        }
        return out.toString();
    }
}
