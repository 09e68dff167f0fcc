package org.dibao.store.fold;

import java.util.ArrayList;
import java.util.List;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Position;
import org.dibao.store.fold.PathClaim.Kind;
import org.jspecify.annotations.Nullable;

/** The paths that scheduled articles have reserved: the article will be live there, and nobody else can be until then. */
final class Reservations {
    private Reservations() {}

    /** The scheduled article that keeps this one away from the path; absent if none does. */
    static @Nullable ArticleId byAnother(@Nullable PathClaim claim, ArticleId article) {
        ArticleId reservation = claim == null ? null : claim.reservation();
        return reservation == null || reservation.equals(article) ? null : reservation;
    }

    /**
     * The claims of a decision, with what it reserves and releases.
     *
     * @param before the article's head before it
     * @param after  and after it
     * @param claims the paths whose owner it changes
     */
    static List<PathClaim> with(
            FoldState history, Position position, @Nullable Head before, Head after, List<PathClaim> claims) {
        ArticlePath old = before == null ? null : before.reserved();
        ArticlePath reserved = after.reserved();
        if (old == null && reserved == null) {
            return claims;
        }
        List<PathClaim> all = new ArrayList<>(claims);
        if (old != null && !old.equals(reserved) && !isAmong(claims, old)) {
            PathClaim claim = history.claim(old);
            if (claim != null && after.id().equals(claim.reservation())) {
                all.add(
                        claim.kind() == Kind.RESERVED
                                ? new PathClaim(old, after.id(), Kind.RELEASED, position)
                                : new PathClaim(old, claim.article(), claim.kind(), position));
            }
        }
        if (reserved != null && !reserved.equals(old)) {
            PathClaim claim = history.claim(reserved);
            all.add(
                    claim != null && claim.kind() == Kind.REDIRECT
                            ? new PathClaim(reserved, claim.article(), Kind.REDIRECT, position, after.id())
                            : new PathClaim(reserved, after.id(), Kind.RESERVED, position));
        }
        return all;
    }

    private static boolean isAmong(List<PathClaim> claims, ArticlePath path) {
        return claims.stream().anyMatch(claim -> claim.path().equals(path));
    }
}
