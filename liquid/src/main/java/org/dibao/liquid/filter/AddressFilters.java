package org.dibao.liquid.filter;

import java.util.regex.Pattern;
import org.dibao.liquid.Unknown;
import org.dibao.liquid.value.Values;
import org.jspecify.annotations.Nullable;

/** Jekyll's filters of addresses. The site's address and path are {@code site.url} and {@code site.baseurl}. */
final class AddressFilters {
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*+:.*+", Pattern.DOTALL);
    private static final Pattern INDEX = Pattern.compile("/index\\.html?$", Pattern.MULTILINE);

    private AddressFilters() {}

    static void addTo(Filters all) {
        all.add("relative_url", 0, 0, AddressFilters::relative);
        all.add("absolute_url", 0, 0, AddressFilters::absolute);
        all.add(
                "strip_index",
                0,
                0,
                call -> Values.isNil(call.input()) || call.text().isEmpty()
                        ? null
                        : INDEX.matcher(call.text()).replaceFirst("/"));
    }

    private static String site(Call call, String name) {
        Object value = Values.member(call.context().find("site"), name);
        return Values.isNil(value) ? "" : Values.text(value);
    }

    private static String given(Call call) {
        Object url = call.input() instanceof String ? null : Values.member(call.input(), "url");
        return url == null ? call.text() : Values.text(url);
    }

    private static @Nullable Object relative(Call call) {
        if (call.input() == null) {
            return null;
        }
        String input = given(call);
        // Of what is not known the whole address is not.
        if (input.startsWith(Unknown.MARK) || SCHEME.matcher(input).matches()) {
            return input;
        }
        String base = site(call, "baseurl");
        String path = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
        return Addresses.normal(slashed(path) + slashed(input));
    }

    private static String slashed(String path) {
        return path.isEmpty() || path.startsWith("/") ? path : "/" + path;
    }

    private static @Nullable Object absolute(Call call) {
        Object relative = relative(call);
        String site = site(call, "url");
        String text = Values.text(relative);
        if (relative == null
                || site.isEmpty()
                || text.startsWith(Unknown.MARK)
                || SCHEME.matcher(text).matches()) {
            return relative;
        }
        return Addresses.normal(site + text);
    }
}
