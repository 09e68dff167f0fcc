package org.dibao.render.body;

import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dibao.contract.address.AllowedAddress;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * Addresses that pages show: those that {@link AllowedAddress} allows and that have a valid host; addresses with a
 * present or former host of the site lead from its root.
 */
final class BodyUrls {
    private static final Pattern WITH_HOST = Pattern.compile("(https?:)?//([^/?#]*)(.*)");
    private static final Pattern HOST = Pattern.compile(
            "(?:[\\p{L}\\p{M}\\p{Nd}_](?:[\\p{L}\\p{M}\\p{Nd}_.-]{0,251}[\\p{L}\\p{M}\\p{Nd}_.])?|\\[[0-9A-Fa-f:.]{2,45}])(?::(\\d{1,5}))?");

    /** The site, whatever its address is. */
    private static final String HOME = "http://site.invalid";

    private final Set<String> formerHosts;
    private final String ownHost;
    private final @Nullable String page;

    /** @param page the path from which relative addresses lead, if they are to be written from the site's root */
    BodyUrls(Set<String> formerHosts, String baseUrl, @Nullable String page) {
        this.page = page;
        this.formerHosts = formerHosts;
        Matcher base = WITH_HOST.matcher(baseUrl);
        this.ownHost = base.matches() ? withoutDefaultPort(base.group(2)) : "";
    }

    /**
     * A valid address with the same meaning; null if there is none, or if it must not be shown.
     *
     * @param given as stored; not trusted
     */
    @Nullable
    String fix(String given, AllowedAddress use) {
        String url = use.of(given);
        Matcher host = url == null ? null : WITH_HOST.matcher(url);
        if (host == null || url == null || !host.matches()) {
            return url == null || page == null ? url : use.of(fromRoot(url, page));
        }
        String rest = host.group(3);
        // User information before the host gives away a password or disguises the host: left out.
        String authority = host.group(2);
        String place = authority.substring(authority.lastIndexOf('@') + 1);
        Matcher valid = HOST.matcher(place);
        if (!valid.matches()
                || valid.group(1) != null && Integer.parseInt(valid.group(1)) > 65_535
                || place.contains("..") && !place.startsWith("[")) {
            return null;
        }
        if (isOwn(withoutDefaultPort(place))) {
            return use.of("/" + rest.replaceFirst("^/+", "")); // two slashes would start a host
        }
        return use.of(Objects.requireNonNullElse(host.group(1), "") + "//" + place + rest);
    }

    /** A link within the text stays, as does what is no path. */
    private static String fromRoot(String url, String page) {
        if (url.startsWith("/") || url.startsWith("#")) {
            return url;
        }
        Element link = new Element("a").attr("href", url);
        link.setBaseUri(HOME + page);
        String whole = link.absUrl("href");
        return whole.startsWith(HOME + "/") ? whole.substring(HOME.length()) : url;
    }

    /** Whether a fixed address leads off the site. */
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
}
