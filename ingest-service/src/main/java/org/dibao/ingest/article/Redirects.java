package org.dibao.ingest.article;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.OldAddress;
import org.dibao.contract.article.OldQuery;
import org.dibao.ingest.fields.Fields;
import org.dibao.ingest.fields.Refused;

/**
 * {@code redirect_from}: paths, or full addresses, for which the store checks the host.
 *
 * @param paths     without duplicates
 * @param addresses without duplicates
 */
record Redirects(List<ArticlePath> paths, List<OldAddress> addresses) {
    private static final Pattern ADDRESS = Pattern.compile("(?i)(https?)://([^/?#\\\\]*)(.*)", Pattern.DOTALL);
    /** Addresses of the site that have queries of their own. */
    private static final Pattern OWN_QUERIES = Pattern.compile("/(?:search|(?:api|desk)(?:/[^?]*)?)\\?");

    private static final Pattern HOST =
            Pattern.compile("[\\p{L}\\p{M}\\p{Nd}._-]{1,253}(?::[0-9]{1,5})?|\\[[0-9a-f:.]{2,45}](?::[0-9]{1,5})?");

    static Redirects take(Fields fields, ArticleLimits limits) {
        Set<ArticlePath> paths = new LinkedHashSet<>();
        Set<OldAddress> addresses = new LinkedHashSet<>();
        for (String name : List.of("redirect_from", "redirectFrom")) {
            for (String from : fields.items(name, limits.redirects(), ArticlePath.MAX_LENGTH * 3)) {
                Matcher address = ADDRESS.matcher(from);
                if (address.matches()) {
                    String path = address.group(3);
                    addresses.add(
                            new OldAddress(host(name, from, address), path(name, from, path.isEmpty() ? "/" : path)));
                } else {
                    paths.add(path(name, from, from.startsWith("/") ? from : "/" + from));
                }
            }
        }
        return new Redirects(new ArrayList<>(paths), new ArrayList<>(addresses));
    }

    private static ArticlePath path(String field, String given, String path) {
        if (path.indexOf('#') >= 0) {
            throw Refused.field(
                    field, given + ": what follows the # never reaches a server, so it cannot redirect: leave it out");
        }
        int query = path.indexOf('?');
        if (query >= 0 && OWN_QUERIES.matcher(path).lookingAt()) {
            throw Refused.field(field, given + ": the site itself reads what follows the ? here: leave it out");
        }
        try {
            return query < 0 || query == path.length() - 1
                    ? ArticlePath.parse(query < 0 ? path : path.substring(0, query))
                    : OldQuery.address(ArticlePath.decode(path.substring(0, query)), path.substring(query + 1));
        } catch (IllegalArgumentException e) {
            throw Refused.field(field, given + ": " + e.getMessage());
        }
    }

    private static String host(String field, String given, Matcher address) {
        String own = address.group(1).equalsIgnoreCase("http") ? ":80" : ":443";
        String host = address.group(2).toLowerCase(Locale.ROOT);
        if (!HOST.matcher(host).matches()) {
            throw Refused.field(field, given + ": \"" + address.group(2) + "\" is not a host");
        }
        return host.endsWith(own) ? host.substring(0, host.length() - own.length()) : host;
    }
}
