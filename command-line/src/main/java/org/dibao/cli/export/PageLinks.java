package org.dibao.cli.export;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The addresses within a site that a file names. */
final class PageLinks {
    private static final Pattern HTML = Pattern.compile(
            "\\s(?:href|src|srcset|poster|action)=(?:\"([^\"]*)\"|'([^']*)'|([^\\s>\"']+))", Pattern.CASE_INSENSITIVE);
    /** What other sites show beside a link to the page. */
    private static final Pattern SHARED = Pattern.compile("<meta property=\"og:image\" content=\"([^\"]*)\"");

    private static final Pattern SITEMAP = Pattern.compile("<loc>\\s*([^<\\s]+)\\s*</loc>");
    /** What an entry of a feed is about, in Atom or RSS. */
    private static final Pattern ENTRY =
            Pattern.compile("<link\\s[^>]*href=\"([^\"]*)\"|<link>\\s*([^<\\s]+)\\s*</link>");

    private static final String JSON_FEED = "application/feed+json";
    private static final Pattern JSON_ENTRY = Pattern.compile("\"url\"\\s*:\\s*\"([^\"\\\\]*)\"");
    private static final Pattern STYLE = Pattern.compile("url\\(\\s*[\"']?([^\"')]+)[\"']?\\s*\\)");
    private static final Pattern CANDIDATE = Pattern.compile("([^\\s,]+)[^,]*");

    private final @Nullable String host;

    /** @param host of the site's own address, as links name it */
    PageLinks(@Nullable String host) {
        this.host = host;
    }

    /** Those of a file with the content of an address; none of one that is no text. */
    Set<String> in(String address, String type, Path file) throws IOException {
        boolean text = type.startsWith("text/html")
                || type.startsWith("text/css")
                || type.contains("xml")
                || type.startsWith(JSON_FEED);
        return text ? in(address, type, Files.readString(file)) : Set.of();
    }

    /**
     * @param address of the file, encoded
     * @param type    its media type
     * @return encoded paths, without queries and fragments
     */
    Set<String> in(String address, String type, String text) {
        Set<String> found = new LinkedHashSet<>();
        if (type.startsWith("text/html")) {
            Matcher link = HTML.matcher(text);
            while (link.find()) {
                String value =
                        link.group(1) != null ? link.group(1) : link.group(2) != null ? link.group(2) : link.group(3);
                if (link.group().stripLeading().regionMatches(true, 0, "srcset", 0, 6)) {
                    CANDIDATE.matcher(value).results().forEach(candidate -> add(found, address, candidate.group(1)));
                } else {
                    add(found, address, value);
                }
            }
            SHARED.matcher(text).results().forEach(image -> add(found, address, image.group(1)));
        } else if (type.contains("xml")) {
            SITEMAP.matcher(text).results().forEach(loc -> add(found, address, loc.group(1)));
            ENTRY.matcher(text)
                    .results()
                    .forEach(entry -> add(found, address, entry.group(1) == null ? entry.group(2) : entry.group(1)));
        } else if (type.startsWith(JSON_FEED)) {
            JSON_ENTRY.matcher(text).results().forEach(entry -> add(found, address, entry.group(1)));
        } else if (type.startsWith("text/css")) {
            STYLE.matcher(text).results().forEach(url -> add(found, address, url.group(1)));
        }
        return found;
    }

    private void add(Set<String> found, String address, String link) {
        String path = path(address, link.replace("&amp;", "&"));
        if (path != null) {
            found.add(path);
        }
    }

    /** Null if it leads out of the site, or to what is no file: the API, or a search. */
    @Nullable
    String path(String address, String link) {
        try {
            URI uri = URI.create("http://self").resolve(address).resolve(link.strip());
            boolean here = "self".equals(uri.getRawAuthority()) || host != null && host.equals(uri.getRawAuthority());
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (!here || !web || uri.getRawQuery() != null) {
                return null;
            }
            String path = uri.getRawPath().isEmpty()
                    ? "/"
                    : uri.toASCIIString().replaceFirst("^[a-z]+://[^/]*", "").replaceFirst("#.*", "");
            return path.startsWith("/api/") || path.equals("/search") || path.equals("/news-sitemap.xml") ? null : path;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
