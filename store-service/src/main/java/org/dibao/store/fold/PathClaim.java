package org.dibao.store.fold;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Position;

/**
 * Whose a path is. A current path is its article's, also while that is withdrawn, when it yields to another article's
 * {@code redirect_from}; a redirect (a former path, or one of {@code redirect_from}) yields to a current claim and to a newer
 * redirect. So an article that comes back takes its path back, unless a third one is live there by then.
 */
public record PathClaim(ArticlePath path, ArticleId article, Kind kind, Position position) {
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
        REDIRECT
    }
}
