package org.dibao.render.listing;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.Position;

/**
 * A place in a listing, identified by the article there, so that changes elsewhere do not move it.
 *
 * @param millis the date of the article before it
 * @param id     that article's id; empty at the start
 */
public record Cursor(long millis, String id) {
    public static final Cursor START = new Cursor(Long.MAX_VALUE, "");

    static Cursor after(ListingEntry placed) {
        return new Cursor(placed.millis, placed.id.value());
    }

    /** @throws IllegalArgumentException if it does not come from {@link #text} */
    public static Cursor parse(String text) {
        String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
        int colon = plain.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("not a cursor");
        }
        return new Cursor(Long.parseLong(plain.substring(0, colon)), new ArticleId(plain.substring(colon + 1)).value());
    }

    /** Opaque, and safe in a URL. */
    public String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((millis + ":" + id).getBytes(StandardCharsets.UTF_8));
    }

    ListingEntry probe() {
        return new ListingEntry(new ArticleId(id), millis, new Listing.Spelling[0], Position.NONE, 0);
    }
}
