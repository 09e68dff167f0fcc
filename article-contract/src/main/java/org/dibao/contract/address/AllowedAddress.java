package org.dibao.contract.address;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The only check of outgoing addresses (WHATWG URL, RFC 3986), whether on pages, in feeds or in JSON. It is an
 * allow-list of schemes. An address is first brought into its final form; that form is checked, and that form must be
 * what is written.
 *
 * <p>The final form contains nothing that a later step could strip or change: no white space, control characters,
 * invisible characters, quotation marks, angle brackets or backslashes. A relative address in which another round of
 * decoding could reveal a scheme begins with {@code ./}. Normalizing twice gives the same result. Pure; takes linear
 * time.
 */
public enum AllowedAddress {
    /**
     * A link that a reader follows: the schemes that browsers may leave to other programs (HTML Living Standard,
     * 8.3.1.3, safelisted schemes), those of other harmless programs that pages have links to, and slips that nothing runs
     * ({@code mail:}, {@code URL:https://…}).
     */
    LINK("""
            http https mailto tel mail mail-to url
            bitcoin ftp ftps geo im irc ircs magnet matrix mms news nntp openpgp4fpr sftp sip sms smsto ssh urn webcal xmpp
            callto ed2k facetime gemini git gopher rsync sips skype snews svn tencent tg thunder weixin whatsapp"""),
    /** An address that is loaded, or that names the source of a quotation. */
    RESOURCE("http https");

    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*+");
    /**
     * No scheme, though it looks like one: a host with its port, a list with the number of a message, such as
     * {@code ruby-core:03694}, or a slip such as {@code htttp://} or {@code xhttps://}. No browser runs it.
     */
    private static final Pattern NO_SCHEME = Pattern.compile(
            "(?:localhost|[A-Za-z0-9-]++(?:\\.[A-Za-z0-9-]++)++):[0-9]{1,5}+(?:[/?#].*)?"
                    + "|[A-Za-z][A-Za-z0-9]*+(?:-[A-Za-z0-9]++)++:[0-9]{1,9}+"
                    + "|[A-Za-z]?[Hh]*+[Tt]++[Pp]++[Ss]?+://[^/].*",
            Pattern.DOTALL);

    private static final Pattern ESCAPED = Pattern.compile("(?:%[0-9A-Fa-f]{2})++");
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final String PLAIN = "!$&'()*+,-./:;=?@_~";
    private static final String PLAIN_IN_AUTHORITY = "[]";

    private final Set<String> schemes;

    AllowedAddress(String schemes) {
        this.schemes = Set.of(schemes.split("\\s+"));
    }

    /**
     * The address in its final form; null if it is empty or not allowed.
     *
     * @param given relative, scheme-relative ({@code //host/}) or absolute
     */
    public @Nullable String of(@Nullable String given) {
        String url = given == null ? "" : trimmed(given);
        if (url.isEmpty()) {
            return null;
        }
        if (isSlash(url.charAt(0))) {
            return beginsHost(url) ? withHost("//", url) : "/" + encoded(url.substring(1), PLAIN);
        }
        String segment = url.substring(0, indexOfAny(url, "/?#", 0));
        int colon = segment.indexOf(':');
        if (colon < 0) {
            return (isAmbiguous(segment) ? "./" : "") + encoded(url, PLAIN);
        }
        String scheme = segment.substring(0, colon).toLowerCase(Locale.ROOT);
        if (schemes.contains(scheme)) {
            return withScheme(scheme, url.substring(colon + 1));
        }
        if (this == LINK && NO_SCHEME.matcher(url).matches()) {
            return encoded(url, PLAIN);
        }
        // A colon in a file name, such as 12:30.html. Anything that looks like a scheme, however disguised, counts as
        // one.
        return SCHEME.matcher(undisguised(segment.substring(0, colon))).matches() ? null : "./" + encoded(url, PLAIN);
    }

    /**
     * The address as data, for values that are returned as they were given, such as an article's fields: unchanged if
     * only escapes of visible characters set it apart from its final form, otherwise the final form; null if it is not
     * allowed.
     */
    public @Nullable String kept(@Nullable String given) {
        String allowed = of(given);
        boolean same =
                allowed != null && given != null && isSeen(given) && given.startsWith("./") == allowed.startsWith("./");
        return same ? given : allowed;
    }

    /** Whether an address in its final form is absolute, with its own scheme and host. */
    public static boolean isWhole(String address) {
        return address.startsWith("https://") || address.startsWith("http://");
    }

    /** Whether a text contains only visible characters and plain spaces, which nothing strips. */
    static boolean isSeen(String text) {
        return text.codePoints().noneMatch(c -> c != ' ' && isUnseen(c));
    }

    private static @Nullable String withScheme(String scheme, String rest) {
        if (scheme.startsWith("http")) {
            return withHost(scheme + "://", rest);
        }
        int path = rest.startsWith("//") ? indexOfAny(rest, "/?#", 2) : 0;
        return scheme + ":" + encoded(rest.substring(0, path), PLAIN + PLAIN_IN_AUTHORITY)
                + encoded(rest.substring(path), PLAIN);
    }

    private static boolean beginsHost(String rest) {
        return rest.length() > 1 && isSlash(rest.charAt(0)) && isSlash(rest.charAt(1));
    }

    /** Browsers treat backslashes as slashes, and any number of them as two. Without a host after them it is invalid. */
    private static @Nullable String withHost(String begin, String rest) {
        int from = 0;
        while (from < rest.length() && isSlash(rest.charAt(from))) {
            from++;
        }
        int end = indexOfAny(rest, "/\\?#", from);
        if (end == from) {
            return null;
        }
        String path = rest.startsWith("\\", end) ? "/" + rest.substring(end + 1) : rest.substring(end);
        return begin + encoded(rest.substring(from, end), PLAIN + PLAIN_IN_AUTHORITY) + encoded(path, PLAIN);
    }

    private static boolean isSlash(char c) {
        return c == '/' || c == '\\';
    }

    /** Whether decoding it once more could reveal a colon. */
    private static boolean isAmbiguous(String segment) {
        return segment.indexOf('&') >= 0 || segment.contains("%3A") || segment.contains("%3a");
    }

    /**
     * Without tabs and line breaks, as browsers read it, and without invisible characters at either end; one that only
     * changes how the last sign looks stays, as the id of a heading that ends with such a sign has it too.
     */
    private static String trimmed(String given) {
        StringBuilder out = new StringBuilder(given.length());
        for (int i = 0; i < given.length(); i++) {
            char c = given.charAt(i);
            if (c != '\t' && c != '\n' && c != '\r') {
                out.append(c);
            }
        }
        int from = 0;
        int to = out.length();
        while (from < to && isUnseen(out.codePointAt(from))) {
            from += Character.charCount(out.codePointAt(from));
        }
        while (to > from && isUnseen(out.codePointBefore(to)) && !isVariation(out.codePointBefore(to))) {
            to -= Character.charCount(out.codePointBefore(to));
        }
        return out.substring(from, to);
    }

    /** Without escapes and without invisible characters. */
    private static String undisguised(String scheme) {
        String decoded = ESCAPED.matcher(scheme).replaceAll(run -> Matcher.quoteReplacement(utf8(run.group())));
        StringBuilder out = new StringBuilder(decoded.length());
        decoded.codePoints().filter(c -> !isUnseen(c)).forEach(out::appendCodePoint);
        return out.toString();
    }

    private static String utf8(String escapes) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(escapes.length() / 3);
        for (int i = 0; i < escapes.length(); i += 3) {
            bytes.write(Integer.parseInt(escapes, i + 1, i + 3, 16));
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Escapes what an address must not contain, but nothing that is already escaped. */
    private static String encoded(String url, String plainSigns) {
        StringBuilder out = new StringBuilder(url.length() + 16);
        boolean fragment = false;
        for (int i = 0; i < url.length(); ) {
            int c = url.codePointAt(i);
            int next = i + Character.charCount(c);
            boolean plain = c < 0x80
                    ? isLetterOrDigit(c)
                            || plainSigns.indexOf(c) >= 0
                            || c == '#' && !fragment
                            || c == '%' && isHex(url, i + 1) && isHex(url, i + 2)
                    : !isUnseen(c);
            fragment |= c == '#';
            if (plain) {
                out.appendCodePoint(c);
            } else {
                percent(out, url.substring(i, next));
            }
            i = next;
        }
        return out.toString();
    }

    private static void percent(StringBuilder out, String character) {
        for (byte b : character.getBytes(StandardCharsets.UTF_8)) {
            out.append('%').append(HEX.toHexDigits(b));
        }
    }

    private static boolean isLetterOrDigit(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }

    private static boolean isHex(String url, int at) {
        return at < url.length() && url.charAt(at) < 0x80 && Character.digit(url.charAt(at), 16) >= 0;
    }

    private static int indexOfAny(String text, String signs, int from) {
        int at = from;
        while (at < text.length() && signs.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return at;
    }

    /**
     * White space, control and format characters, lone surrogates, unassigned code points, and those that Unicode says
     * to ignore.
     */
    private static boolean isUnseen(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default ->
                c == 0x034F
                        || c == 0x115F
                        || c == 0x1160
                        || c == 0x17B4
                        || c == 0x17B5
                        || c >= 0x180B && c <= 0x180F
                        || c == 0x3164
                        || isVariation(c)
                        || c == 0xFFA0
                        || c == 0xFFFD
                        || c >= 0xE0100 && c <= 0xE01EF;
        };
    }

    /** A variation selector, such as the one that shows a sign as an emoji. */
    private static boolean isVariation(int c) {
        return c >= 0xFE00 && c <= 0xFE0F;
    }
}
