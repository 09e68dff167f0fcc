package org.dibao.contract.article;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where an article was taken from, according to its publisher. (Its {@link Source} is the text as it was written.)
 *
 * @param name who first published it
 * @param url  its address there: absolute, http or https, without a user name; absent if not given
 */
public record Origin(String name, @Nullable String url) {
    /** Characters of an address. */
    public static final int MAX_URL = 2000;

    private static final Pattern URL = Pattern.compile("(?i)https?://[^/\\s?#\"<>\\\\@]+(?:[/?#][^\\s\"<>\\\\]*)?");

    /** @throws IllegalArgumentException if the address is not valid */
    public Origin {
        requireNonNull(name, "name");
        if (url != null && !isUrl(url)) {
            throw new IllegalArgumentException("an origin's url is a whole address with http:// or https://");
        }
    }

    public static boolean isUrl(String text) {
        return text.length() <= MAX_URL && URL.matcher(text).matches();
    }
}
