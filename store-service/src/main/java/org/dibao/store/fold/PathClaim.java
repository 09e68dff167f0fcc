package org.dibao.store.fold;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Position;
import org.jspecify.annotations.Nullable;

/**
 * Whose a path is. A current path is its article's, also while that is withdrawn, when it yields to another article's
 * {@code redirect_from}; a redirect (a former path, or one of {@code redirect_from}) yields to a current claim and to a newer
 * redirect. So an article that comes back takes its path back, unless a third one is live there by then.
 *
 * <p>A scheduled article reserves its path, so that nobody is live there when its time comes. Until then whatever was at the
 * path stays there.
 *
 * @param article     whose it is, reserved or not; for a released one, whose it was
 * @param reservedFor the scheduled article for which a redirect will yield; absent if there is none
 */
public record PathClaim(
        ArticlePath path,
        ArticleId article,
        Kind kind,
        Position position,
        @Nullable ArticleId reservedFor) {
    PathClaim(ArticlePath path, ArticleId article, Kind kind, Position position) {
        this(path, article, kind, position, null);
    }

    public PathClaim {
        requireNonNull(path, "path");
        requireNonNull(article, "article");
        requireNonNull(kind, "kind");
        requireNonNull(position, "position");
    }

    public enum Kind {
        @JsonProperty("current")
        CURRENT,
        @JsonProperty("redirect")
        REDIRECT,
        /** Nothing is there yet. */
        @JsonProperty("reserved")
        RESERVED,
        /** It was reserved, and nothing is there. */
        @JsonProperty("released")
        RELEASED
    }

    /** The scheduled article that has reserved the path; absent if there is none. */
    @Nullable
    ArticleId reservation() {
        return kind == Kind.RESERVED ? article : reservedFor;
    }
}
