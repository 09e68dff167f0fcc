package org.dibao.store.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Position;
import org.dibao.contract.article.Revision;
import org.dibao.contract.file.FilePath;
import org.dibao.contract.site.SiteSettings;
import org.dibao.projector.Versioned;
import org.dibao.store.fold.Decision;
import org.dibao.store.fold.FileHead;
import org.dibao.store.fold.Head;
import org.dibao.store.fold.PathClaim;
import org.dibao.store.fold.PathClaim.Kind;
import org.dibao.store.history.Decisions;
import org.dibao.store.history.Decisions.Summary;
import org.dibao.store.history.Pending;
import org.dibao.store.history.Tables;
import org.dibao.store.history.Tables.FileRevision;
import org.dibao.store.history.Tables.RevisionOf;
import org.dibao.store.history.Tables.Site;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Non-blocking lookups by key. A {@code Mono} is empty if there is no such entry. */
public final class Archive {
    private static final int AT_A_TIME = 10;

    private final Decisions decisions;
    private final Tables tables;

    public Archive(Decisions decisions, Tables tables) {
        this.decisions = decisions;
        this.tables = tables;
    }

    /** @param content the decision with the article's content at {@code head} */
    record Stored(Head head, Decision content) {}

    Mono<Head> head(ArticleId id) {
        return one(() -> tables.heads().find(List.of(id)), id);
    }

    /** Articles that do not exist are omitted. */
    Mono<Map<ArticleId, Head>> heads(List<ArticleId> ids) {
        return Mono.fromFuture(() -> tables.heads().find(ids));
    }

    /** For each id the article, if it is live. */
    Mono<List<Optional<Stored>>> live(List<ArticleId> ids) {
        return heads(ids).flatMap(heads -> {
            List<Position> positions = heads.values().stream()
                    .filter(Head::isLive)
                    .map(Head::content)
                    .toList();
            return Mono.fromFuture(() -> decisions.find(positions))
                    .map(contents -> ids.stream()
                            .map(id -> Optional.ofNullable(heads.get(id))
                                    .filter(Head::isLive)
                                    .flatMap(head -> Optional.ofNullable(contents.get(head.content()))
                                            .map(content -> new Stored(head, content))))
                            .toList());
        });
    }

    /** The articles that are not live, or will not stay so, each with the position that made it so; in no order. */
    Mono<List<Versioned<Pending>>> desk() {
        return Mono.fromFuture(() -> tables.desk().all());
    }

    /**
     * Articles as they stand, in this order, without those that do not exist. Few are in memory at a time while their content
     * is read.
     */
    <T> Flux<T> each(List<ArticleId> ids, Function<Standing, T> shown) {
        return heads(ids)
                .flatMapMany(heads -> Flux.fromIterable(ids)
                        .mapNotNull(heads::get)
                        .buffer(AT_A_TIME)
                        .concatMap(some -> Mono.zip(
                                        Mono.fromFuture(() -> decisions.find(
                                                some.stream().map(Head::content).toList())),
                                        Mono.fromFuture(() -> decisions.summaries(some.stream()
                                                .map(Head::position)
                                                .toList())))
                                .flatMapIterable(found -> some.stream()
                                        .flatMap(head -> Stream.ofNullable(
                                                        found.getT1().get(head.content()))
                                                .flatMap(content -> Stream.ofNullable(
                                                                found.getT2().get(head.position()))
                                                        .map(made -> shown.apply(
                                                                new Standing(new Stored(head, content), made.at())))))
                                        .toList())));
    }

    /**
     * An article as it stands.
     *
     * @param since when what made it so was accepted
     */
    record Standing(Stored stored, Instant since) {}

    Mono<Stored> article(ArticleId id) {
        return head(id).flatMap(this::stored);
    }

    Mono<Stored> stored(Head head) {
        return decision(head.content()).map(content -> new Stored(head, content));
    }

    /** The article that has a path, or will have it when its time comes. */
    Mono<ArticleId> owner(ArticlePath path) {
        return one(() -> tables.paths().find(List.of(path)), path)
                .filter(claim -> claim.kind() == Kind.CURRENT || claim.kind() == Kind.RESERVED)
                .map(PathClaim::article);
    }

    Mono<Decision> decision(Position position) {
        return one(() -> decisions.find(List.of(position)), position);
    }

    /** The article as it was after this revision. */
    Mono<Stored> revision(ArticleId id, Revision revision) {
        RevisionOf key = new RevisionOf(id, revision);
        return one(() -> tables.revisions().find(List.of(key)), key)
                .flatMap(this::decision)
                .flatMap(decision -> {
                    Head head = Objects.requireNonNull(decision.head(), "a revision's decision has a head");
                    return head.content().equals(decision.position())
                            ? Mono.just(new Stored(head, decision))
                            : stored(head);
                });
    }

    /** Summaries of these revisions, newest first. */
    Mono<List<RevisionLine>> revisions(ArticleId id, int newest, int oldest) {
        List<RevisionOf> keys = new ArrayList<>();
        for (int number = newest; number >= oldest; number--) {
            keys.add(new RevisionOf(id, new Revision(number)));
        }
        return Mono.fromFuture(() -> tables.revisions().find(keys))
                .flatMap(positions -> Mono.fromFuture(() -> decisions.summaries(positions.values()))
                        .map(summaries -> {
                            List<RevisionLine> lines = new ArrayList<>();
                            for (RevisionOf key : keys) {
                                Position position = positions.get(key);
                                Summary summary = position == null ? null : summaries.get(position);
                                if (summary != null) {
                                    lines.add(new RevisionLine(key.revision(), summary));
                                }
                            }
                            return lines;
                        }));
    }

    record RevisionLine(Revision revision, Summary summary) {}

    /** How the file at the path stands. */
    Mono<FileHead> file(FilePath path) {
        return one(() -> tables.files().find(List.of(path)), path);
    }

    /** Files in the order of their paths, the first after one. */
    Mono<List<FileHead>> files(@Nullable FilePath after, int limit) {
        return Mono.fromFuture(() -> tables.files().page(after, limit));
    }

    /** The decisions that made these revisions of a file, newest first. */
    Mono<List<Decision>> fileRevisions(FilePath path, int newest, int oldest) {
        List<FileRevision> keys = new ArrayList<>();
        for (int number = newest; number >= oldest; number--) {
            keys.add(new FileRevision(path, new Revision(number)));
        }
        return Mono.fromFuture(() -> tables.fileRevisions().find(keys))
                .flatMap(positions -> Mono.fromFuture(() -> decisions.find(positions.values()))
                        .map(found -> keys.stream()
                                .flatMap(key -> Stream.ofNullable(positions.get(key)))
                                .flatMap(position -> Stream.ofNullable(found.get(position)))
                                .toList()));
    }

    /** The settings in force and the position of the submission that gave them; empty if none ever did. */
    Mono<Versioned<SiteSettings>> site() {
        return one(() -> tables.site().findVersions(List.of(Site.SETTINGS)), Site.SETTINGS);
    }

    private static <K, V> Mono<V> one(Supplier<CompletableFuture<Map<K, V>>> found, K key) {
        return Mono.fromFuture(found).flatMap(map -> Mono.justOrEmpty(map.get(key)));
    }
}
