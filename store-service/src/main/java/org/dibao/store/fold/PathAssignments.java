package org.dibao.store.fold;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.dibao.contract.article.Article;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Position;
import org.dibao.contract.article.PreviousState;
import org.dibao.contract.article.PreviousStateBuilder;
import org.dibao.store.fold.PathClaim.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The paths that an article holds once it is live.
 *
 * @param claims    what changes owner or kind for it
 * @param redirects those that lead to it from now on and did not before
 * @param leading   all that lead to it, beside its own
 */
record PathAssignments(List<PathClaim> claims, List<ArticlePath> redirects, List<ArticlePath> leading) {

    /** The article's path is free for it: nobody else's current one. */
    static PathAssignments of(
            FoldState history,
            Position position,
            @Nullable Head head,
            Article article,
            List<ArticlePath> redirectFrom) {
        ArticlePath path = article.path();
        Set<ArticlePath> held = new LinkedHashSet<>(held(history, head));
        Set<ArticlePath> wanted = new LinkedHashSet<>();
        if (head != null && head.path() != null && isOwn(head, history.claim(head.path()))) {
            wanted.add(head.path()); // its former path, if it moves
        }
        for (ArticlePath from : redirectFrom) {
            if (!isShown(history, history.claim(from))) {
                wanted.add(from);
            }
        }
        wanted.remove(path);
        List<PathClaim> claims = new ArrayList<>();
        PathClaim own = history.claim(path);
        if (own == null || own.kind() != Kind.CURRENT) {
            claims.add(new PathClaim(path, article.id(), Kind.CURRENT, position));
        }
        List<ArticlePath> redirects = new ArrayList<>();
        for (ArticlePath from : wanted) {
            if (held.add(from)) {
                redirects.add(from);
                claims.add(new PathClaim(
                        from,
                        article.id(),
                        Kind.REDIRECT,
                        position,
                        Reservations.byAnother(history.claim(from), article.id())));
            }
        }
        held.remove(path);
        return new PathAssignments(claims, redirects, List.copyOf(held));
    }

    /** Whether a live article is there. What was withdrawn may lead to what is named its successor, until it comes back. */
    private static boolean isShown(FoldState history, @Nullable PathClaim owner) {
        if (owner == null || owner.kind() != Kind.CURRENT) {
            return false;
        }
        Head head = history.head(owner.article());
        return head == null || head.isLive();
    }

    private static boolean isOwn(Head head, @Nullable PathClaim owner) {
        return owner == null || owner.article().equals(head.id());
    }

    /** How readers saw an article last, with the paths that still lead to it; absent if it was never live. */
    static @Nullable PreviousState before(FoldState history, @Nullable Head head) {
        PreviousState before = head == null ? null : head.before();
        return before == null
                ? null
                : PreviousStateBuilder.builder(before)
                        .redirects(held(history, head))
                        .build();
    }

    private static List<ArticlePath> held(FoldState history, @Nullable Head head) {
        if (head == null) {
            return List.of();
        }
        return head.redirects().stream()
                .filter(path -> leadsTo(head.id(), history.claim(path)))
                .toList();
    }

    private static boolean leadsTo(ArticleId article, @Nullable PathClaim owner) {
        return owner != null && owner.kind() == Kind.REDIRECT && owner.article().equals(article);
    }
}
