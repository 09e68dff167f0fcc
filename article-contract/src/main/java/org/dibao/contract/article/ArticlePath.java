package org.dibao.contract.article;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an article lives on its site: an absolute path in decoded form (Unicode NFC), such as {@code
 * /news/2022/01/25/邸报.html} or {@code /c#/100%.html}. It is text, which whoever writes it into an address must {@linkplain
 * #encoded encode}. It has no empty, {@code .} or {@code ..} segment, and it is none of the site's own addresses.
 */
public record ArticlePath(String value) implements Comparable<ArticlePath> {
    public static final int MAX_LENGTH = PathRules.MAX_LENGTH;

    private static final Set<String> RESERVED_FIRST = Set.of("api", "assets", "media", "desk", "actuator");
    private static final Pattern ESCAPES = Pattern.compile("(?:%[0-9A-Fa-f]{2})+");
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final String UNRESERVED =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@/";

    @JsonCreator
    public ArticlePath {
        value = PathRules.checked(value, RESERVED_FIRST);
    }

    /**
     * Parses a path that may be percent-encoded, as it comes from a browser or front matter.
     *
     * @throws IllegalArgumentException if it contains an encoded slash, is not UTF-8, or is not a valid path
     */
    public static ArticlePath parse(String given) {
        return new ArticlePath(decode(given));
    }

    /** @throws IllegalArgumentException for an encoded slash, a broken escape or bytes that are not UTF-8 */
    public static String decode(String given) {
        if (given.indexOf('%') < 0) {
            return given;
        }
        if (given.toLowerCase(java.util.Locale.ROOT).contains("%2f")) {
            throw new IllegalArgumentException("a path has no encoded slash");
        }
        if (ESCAPES.matcher(given).replaceAll("").indexOf('%') >= 0) {
            throw new IllegalArgumentException("a path has a % only before two hexadecimal digits");
        }
        // Each run of escapes on its own: the characters around it stay as they are.
        return ESCAPES.matcher(given).replaceAll(run -> Matcher.quoteReplacement(utf8(run.group())));
    }

    private static String utf8(String escapes) {
        byte[] bytes = HexFormat.of().parseHex(escapes.replace("%", ""));
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("a path's escapes are UTF-8", e);
        }
    }

    /** The path as written in links and {@code Location} headers: percent-encoded UTF-8 (RFC 3986). */
    public String encoded() {
        return encode(value);
    }

    /** Percent-encodes what a URL's path must not contain. */
    public static String encode(String path) {
        StringBuilder out = new StringBuilder(path.length() + 16);
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            if (c < 0x80 && UNRESERVED.indexOf(c) >= 0) {
                out.append(c);
            } else {
                out.append('%').append(HEX.toHexDigits(b));
            }
        }
        return out.toString();
    }

    @JsonValue
    @Override
    public String value() {
        return value;
    }

    @Override
    public int compareTo(ArticlePath other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
