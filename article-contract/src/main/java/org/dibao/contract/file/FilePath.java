package org.dibao.contract.file;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.PathRules;

/**
 * Where a file lives on its site: an absolute path in decoded form (Unicode NFC), such as {@code /images/ferry.jpg}. Like an
 * {@link ArticlePath}, but it may begin with {@code /assets/} or {@code /media/} and does not end in a slash; and it can be
 * the name of a file in any folder:
 * no segment has more than {@value #MAX_SEGMENT} bytes or is the name of a device on Windows.
 */
public record FilePath(String value) implements Comparable<FilePath> {
    /** In bytes of UTF-8. */
    public static final int MAX_SEGMENT = 255;

    /** Below it are files that were sent without a place of their own. */
    public static final String MEDIA = "/media/";

    /** How many characters of a file's hash are in its address below {@link #MEDIA}. */
    public static final int SHORT_HASH = 16;

    private static final Set<String> RESERVED_FIRST = Set.of("api", "desk", "actuator");
    /** Other devices' names have a digit. */
    private static final Pattern DEVICE =
            Pattern.compile("(?i)(con|prn|aux|nul|conin\\$|conout\\$|(com|lpt)[0-9¹²³])( *\\..*)?");

    private static final Pattern THEME = Pattern.compile("/assets/(site(\\.[^/]+)?\\.(css|js)|accent\\.[^/]+\\.css"
            + "|icon(\\.[^/]+)?\\.svg|favicon(\\.[^/]+)?\\.ico|apple-touch-icon(\\.[^/]+)?\\.png)");

    private static final Pattern BY_HASH = Pattern.compile("/media/([0-9a-f]{" + SHORT_HASH + "})/[^/]+");

    @JsonCreator
    public FilePath {
        value = PathRules.checked(value, RESERVED_FIRST);
        if (value.endsWith("/")) {
            throw new IllegalArgumentException("a file's path ends in its name, not in a slash");
        }
        if (THEME.matcher(value).matches()) {
            throw new IllegalArgumentException(value + " is a file of the theme");
        }
        if (Variant.isAddress(value)) {
            throw new IllegalArgumentException(value + " is the address of a narrower copy of another file");
        }
        for (String segment : value.substring(1).split("/")) {
            if (segment.getBytes(StandardCharsets.UTF_8).length > MAX_SEGMENT) {
                throw new IllegalArgumentException("a name in a file's path has at most " + MAX_SEGMENT
                        + " bytes, so that any folder can hold it");
            }
            if (DEVICE.matcher(segment).matches()) {
                throw new IllegalArgumentException(segment + " is the name of a device on Windows: give another name");
            }
        }
    }

    /**
     * Parses a path that may be percent-encoded.
     *
     * @throws IllegalArgumentException if it contains an encoded slash, is not UTF-8, or is not a valid path
     */
    public static FilePath parse(String given) {
        return new FilePath(ArticlePath.decode(given));
    }

    /** The file's path that is the same as an article's; empty if no file can be there. */
    public static Optional<FilePath> of(ArticlePath path) {
        return of(path.value());
    }

    /** The path, if a file can be there. */
    public static Optional<FilePath> of(String path) {
        try {
            return Optional.of(new FilePath(path));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The article's path that is the same; empty if no article can be there. */
    public Optional<ArticlePath> article() {
        try {
            return Optional.of(new ArticlePath(value));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The last segment. */
    @JsonIgnore
    public String name() {
        return value.substring(value.lastIndexOf('/') + 1);
    }

    /** Whether the path names this content, and will never have another. */
    public boolean isOf(FileContent content) {
        Matcher named = BY_HASH.matcher(value);
        return named.matches() && content.hash().startsWith(named.group(1));
    }

    /** The path as written in links and {@code Location} headers: percent-encoded UTF-8 (RFC 3986). */
    public String encoded() {
        return ArticlePath.encode(value);
    }

    @JsonValue
    @Override
    public String value() {
        return value;
    }

    @Override
    public int compareTo(FilePath other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
