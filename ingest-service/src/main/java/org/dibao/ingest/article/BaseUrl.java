package org.dibao.ingest.article;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dibao.ingest.fields.Refused;

/** The address of a site, with scheme and host in lower case, because they are case-insensitive (RFC 3986, 6.2.2.1). */
final class BaseUrl {
    private static final Pattern ADDRESS = Pattern.compile("(?i)https?://[^/?#\\\\]*/*");
    private static final Pattern PORT = Pattern.compile("(?:\\[[^\\]]*]|[^\\[:]*)(?::(.*))?");

    private BaseUrl() {}

    /** @throws Refused if it contains a user name or an invalid port; everything else is left to the settings */
    static String normal(String given) {
        if (!ADDRESS.matcher(given).matches()) {
            return given;
        }
        String url = given.toLowerCase(Locale.ROOT).replaceFirst("/+$", "");
        String host = url.substring(url.indexOf("//") + 2);
        if (host.indexOf('@') >= 0) {
            throw Refused.field(
                    "baseUrl",
                    "baseUrl: it has a user name or a password, which every page would reveal; leave them out");
        }
        Matcher port = PORT.matcher(host);
        if (!port.matches() || port.group(1) != null && !isPort(port.group(1))) {
            throw Refused.field("baseUrl", "baseUrl: the port after the colon is not a number from 1 to 65535");
        }
        return url;
    }

    private static boolean isPort(String text) {
        return text.matches("[1-9][0-9]{0,4}") && Integer.parseInt(text) <= 65_535;
    }
}
