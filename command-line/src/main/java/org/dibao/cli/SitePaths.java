package org.dibao.cli;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which links lead to the site itself, and where there. */
final class SitePaths {
    private final Set<String> hosts = new HashSet<>();

    /** @param addresses of the site, now and formerly: whole ones, or hosts */
    SitePaths(Collection<String> addresses) {
        addresses.forEach(address -> hosts.add(address.contains("://") ? host(address) : address));
        hosts.remove("");
    }

    /** Within the site, decoded; null if a link leads elsewhere. */
    @Nullable
    String path(String from, String address) {
        try {
            URI uri = URI.create(Published.encoded(from)).resolve(escaped(address));
            boolean here = uri.getRawAuthority() == null || hosts.contains(host(uri.toString()));
            String path = uri.getRawPath();
            if (!here || path == null || path.isEmpty()) {
                return here && path != null && uri.getRawAuthority() != null ? "/" : null;
            }
            return decoded(path);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String escaped(String address) {
        StringBuilder out = new StringBuilder();
        address.strip().codePoints().forEach(c -> {
            if (c <= ' ' || "\"<>\\^`{|}[]".indexOf(c) >= 0) {
                out.append("%%%02X".formatted(c));
            } else {
                out.appendCodePoint(c);
            }
        });
        return out.toString();
    }

    /** As a server would find it, too. */
    static List<String> spellings(String path) {
        List<String> all = new ArrayList<>(List.of(path));
        if (path.endsWith("/")) {
            all.add(path + "index.html");
            all.add(path.substring(0, path.length() - 1));
        } else {
            all.add(path + ".html");
            all.add(path + "/");
            all.add(path.replaceFirst("/index\\.html$", "/"));
        }
        return all;
    }

    private static String host(String address) {
        try {
            String host = URI.create(address).getHost();
            return host == null ? "" : host.toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    static String decoded(String path) {
        try {
            return Normalizer.normalize(
                    URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8), Normalizer.Form.NFC);
        } catch (IllegalArgumentException e) {
            return path;
        }
    }
}
