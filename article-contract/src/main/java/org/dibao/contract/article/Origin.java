package org.dibao.contract.article;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where an article was taken from, as its publisher says. (Its {@link Source} is the text that it was written in.)
 *
 * @param name who published it first
 * @param url  where it stands there, whole, with http or https and without a user's name; absent if nobody said
 */
public record Origin(String name, @Nullable String url) {
    /** Characters of an address. */
    public static final int MAX_URL = 2000;

    private static final Pattern URL = Pattern.compile("(?i)https?://[^/\\s?#\"<>\\\\@]+(?:[/?#][^\\s\"<>\\\\]*)?");

    /** @throws IllegalArgumentException if the address is none */
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
