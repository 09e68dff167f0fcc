package org.dibao.contract.purge;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.text.Normalizer;
import java.time.YearMonth;
import java.util.Locale;
import java.util.regex.Pattern;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.Digest;
import org.dibao.contract.article.Slug;
import org.dibao.contract.file.FilePath;

/**
 * Identifies a set of pages that go stale together: a short ASCII token of at most {@value #MAX_LENGTH} characters
 * without spaces. A page's keys follow from its route alone, before anything is looked up.
 */
public record PurgeKey(String token) implements Comparable<PurgeKey> {
    public static final int MAX_LENGTH = 64;

    public static final PurgeKey HOME = new PurgeKey("home");
    public static final PurgeKey SITE = new PurgeKey("site");
    public static final PurgeKey FEED = new PurgeKey("feed");
    public static final PurgeKey CATEGORIES = new PurgeKey("categories");
    /** Pages that list static pages, as well as every static page itself. */
    public static final PurgeKey PAGES = new PurgeKey("pages");

    /** Pages that show more files than they name: any change of a file concerns them. */
    public static final PurgeKey FILES = new PurgeKey("files");

    /** Which parameters of a query old addresses have. */
    public static final PurgeKey OLD_QUERIES = new PurgeKey("old-queries");

    public static final PurgeKey TAGS = new PurgeKey("tags");

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9/._-]{1,48}");

    @JsonCreator
    public PurgeKey {
        if (token.isEmpty() || token.length() > MAX_LENGTH || !isVisible(token)) {
            throw new IllegalArgumentException("a purge key has 1 to " + MAX_LENGTH + " visible ASCII characters");
        }
    }

    /** A loop: a stream for each of an event's dozens of keys was a sixth of what reading events took. */
    private static boolean isVisible(String token) {
        for (int i = 0; i < token.length(); i++) {
            if (token.charAt(i) <= ' ' || token.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    /** The page at a path in decoded form, whether or not there is one. */
    public static PurgeKey path(String path) {
        return named("path", Normalizer.normalize(path, Normalizer.Form.NFC));
    }

    /** Pages that show the file at a path, whether or not there is one. */
    public static PurgeKey file(FilePath path) {
        return named("file", path.value());
    }

    /** Pages addressed by the article's id. */
    public static PurgeKey article(ArticleId id) {
        return named("article", id.value());
    }

    /** Every page of a category's listing. */
    public static PurgeKey category(String name) {
        return named("category", Slug.of(name));
    }

    public static PurgeKey tag(String name) {
        return named("tag", Slug.ofTag(name));
    }

    public static PurgeKey author(String name) {
        return named("author", Slug.of(name));
    }

    /** Every page that names the articles with this key. */
    public static PurgeKey translations(String key) {
        return named("translations", Normalizer.normalize(key, Normalizer.Form.NFC));
    }

    public static PurgeKey archive(int year) {
        return new PurgeKey(String.format(Locale.ROOT, "archive:%04d", year));
    }

    /** @param period {@code 2022} or {@code 2022-01} */
    public static PurgeKey archive(String period) {
        return new PurgeKey("archive:" + period);
    }

    public static PurgeKey archive(YearMonth month) {
        return new PurgeKey("archive:" + month);
    }

    public static PurgeKey sitemap(YearMonth month) {
        return new PurgeKey("sitemap:" + month);
    }

    private static PurgeKey named(String kind, String value) {
        return new PurgeKey(kind + ":" + (PLAIN.matcher(value).matches() ? value : "~" + Digest.of(value)));
    }

    @JsonValue
    @Override
    public String token() {
        return token;
    }

    @Override
    public int compareTo(PurgeKey other) {
        return token.compareTo(other.token);
    }

    @Override
    public String toString() {
        return token;
    }
}
