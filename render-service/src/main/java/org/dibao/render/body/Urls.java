package org.dibao.render.body;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Addresses as HTML wants them (WHATWG URL), and within the site where they lead to a host that is or was the site's. */
final class Urls {
    private static final Pattern WITH_HOST =
            Pattern.compile("(?i)(https?:)?[/\\\\]{2}([^/?#\\\\]*)(.*)", Pattern.DOTALL);
    private static final Pattern HOST = Pattern.compile(
            "(?:[\\p{L}\\p{M}\\p{Nd}_](?:[\\p{L}\\p{M}\\p{Nd}_.-]{0,251}[\\p{L}\\p{M}\\p{Nd}_.])?|\\[[0-9A-Fa-f:.]{2,45}])(?::(\\d{1,5}))?");
    private static final String PLAIN = "!$&'()*+,-./:;=?@_~";

    private final Set<String> formerHosts;
    private final String ownHost;

    Urls(Set<String> formerHosts, String baseUrl) {
        this.formerHosts = formerHosts;
        Matcher base = WITH_HOST.matcher(baseUrl);
        this.ownHost = base.matches() ? withoutDefaultPort(base.group(2)) : "";
    }

    /** A valid address with the same meaning; null if there is none. */
    @Nullable
    String fix(String given) {
        String url = trimmed(given);
        Matcher host = WITH_HOST.matcher(url);
        if (!host.matches()) {
            return url.isEmpty()
                            || url.regionMatches(true, 0, "http:", 0, 5)
                            || url.regionMatches(true, 0, "https:", 0, 6)
                    ? null
                    : encoded(withoutDoubleSlash(url));
        }
        String authority = host.group(2);
        String rest = host.group(3).startsWith("\\") ? "/" + host.group(3).substring(1) : host.group(3);
        // A name before the host is a password given away, or a host that is made to look like another: left out.
        String place = authority.substring(authority.lastIndexOf('@') + 1);
        Matcher valid = HOST.matcher(place);
        if (!valid.matches()
                || valid.group(1) != null && Integer.parseInt(valid.group(1)) > 65_535
                || place.contains("..") && !place.startsWith("[")) {
            return null;
        }
        if (isOwn(withoutDefaultPort(place))) {
            String path = rest.startsWith("/") ? rest : "/" + rest;
            return encoded(path.replaceFirst("^[/\\\\]+", "/")); // two would begin a host
        }
        String scheme = host.group(1) == null ? "" : host.group(1).toLowerCase(Locale.ROOT);
        return scheme + "//" + place + encoded(rest);
    }

    /** Whether an address that was fixed leads away from the site. */
    static boolean isExternal(String fixed) {
        return WITH_HOST.matcher(fixed).matches();
    }

    private boolean isOwn(String authority) {
        String host = authority.startsWith("[") ? authority : authority.replaceFirst(":\\d+$", "");
        return authority.equals(ownHost) || formerHosts.contains(host) || formerHosts.contains(authority);
    }

    private static String withoutDefaultPort(String authority) {
        return authority.toLowerCase(Locale.ROOT).replaceFirst(":(80|443)?$", "");
    }

    /** A path that a browser would take for a host, written so that it does not. */
    private static String withoutDoubleSlash(String url) {
        return url.startsWith("/") || url.startsWith("\\") ? url.replaceFirst("^[/\\\\]+", "/") : url;
    }

    /** As a browser reads it: without line breaks and tabs, and without white space and controls at the ends. */
    private static String trimmed(String given) {
        boolean breaks = given.indexOf('\n') >= 0 || given.indexOf('\t') >= 0 || given.indexOf('\r') >= 0;
        return Chars.strip(breaks ? given.replaceAll("[\\n\\r\\t]", "") : given);
    }

    private static String encoded(String url) {
        StringBuilder out = null;
        boolean fragment = false;
        for (int i = 0; i < url.length(); ) {
            int c = url.codePointAt(i);
            int next = i + Character.charCount(c);
            boolean plain = c < 0x80
                    ? c >= 'a' && c <= 'z'
                            || c >= 'A' && c <= 'Z'
                            || c >= '0' && c <= '9'
                            || PLAIN.indexOf(c) >= 0
                            || c == '#' && !fragment
                            || c == '%' && isHex(url, i + 1) && isHex(url, i + 2)
                    : c >= 0xA0
                            && !(c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
                            && (c & 0xFFFE) != 0xFFFE
                            && !(c >= 0xFDD0 && c <= 0xFDEF)
                            && !Chars.isSpace(c);
            fragment |= c == '#';
            if (!plain && out == null) {
                out = new StringBuilder(url.length() + 16).append(url, 0, i);
            }
            if (out != null) {
                if (plain) {
                    out.appendCodePoint(c);
                } else {
                    percent(out, url.substring(i, next));
                }
            }
            i = next;
        }
        return out == null ? url : out.toString();
    }

    private static void percent(StringBuilder out, String character) {
        for (byte b : character.getBytes(StandardCharsets.UTF_8)) {
            out.append('%')
                    .append(Character.toUpperCase(Character.forDigit((b >> 4) & 15, 16)))
                    .append(Character.toUpperCase(Character.forDigit(b & 15, 16)));
        }
    }

    private static boolean isHex(String url, int at) {
        return at < url.length() && Character.digit(url.charAt(at), 16) >= 0 && url.charAt(at) < 0x80;
    }
}
