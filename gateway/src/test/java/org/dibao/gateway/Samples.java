package org.dibao.gateway;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Position;
import org.dibao.contract.article.Revision;
import org.dibao.contract.event.Problem;
import org.dibao.contract.event.Result;
import org.dibao.contract.publication.Card;
import org.dibao.contract.publication.CardBuilder;
import org.dibao.contract.publication.Publication;
import org.dibao.contract.purge.PurgeKey;
import org.jspecify.annotations.Nullable;

/** Publications as render writes them. */
public final class Samples {
    private Samples() {}

    public static Result live(String id, int revision) {
        return new Result(
                revision == 1 ? Result.Kind.PUBLISHED : Result.Kind.REVISED,
                revision == 1 ? 201 : 200,
                new ArticleId(id),
                new Revision(revision),
                new ArticlePath("/新闻/" + id + ".html"),
                null,
                null);
    }

    public static Result drafted(String id) {
        return new Result(Result.Kind.DRAFTED, 201, new ArticleId(id), Revision.FIRST, null, null, null);
    }

    public static Result rejected(String id, Problem problem) {
        return new Result(Result.Kind.REJECTED, problem.status(), new ArticleId(id), null, null, problem, null);
    }

    public static Result bare(
            Result.Kind kind, @Nullable String id, @Nullable String path, int status, @Nullable Long first) {
        return new Result(
                kind,
                status,
                id == null ? null : new ArticleId(id),
                id == null ? null : new Revision(2),
                path == null ? null : new ArticlePath(path),
                null,
                first == null ? null : new Position(first));
    }

    public static Publication publication(long position, Result result, String... purge) {
        Card card = result.outcome().isFact() && result.path() != null
                ? CardBuilder.builder()
                        .title("一条新闻")
                        .date(OffsetDateTime.parse("2022-01-25T10:00:00+08:00"))
                        .modifiedAt(Instant.now())
                        .categories(List.of("news"))
                        .lang("zh-CN")
                        .build()
                : null;
        return new Publication(
                new Position(position),
                Instant.now(),
                result,
                card,
                null,
                null,
                Stream.of(purge).map(PurgeKey::new).collect(Collectors.toCollection(TreeSet::new)));
    }
}
