package org.dibao.store.mongo;

import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.exclude;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.model.InsertManyOptions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.bson.Document;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Position;
import org.dibao.contract.article.Revision;
import org.dibao.contract.event.Result;
import org.dibao.contract.json.Json;
import org.dibao.projector.mongo.Futures;
import org.dibao.projector.mongo.Rows;
import org.dibao.store.fold.Decision;
import org.dibao.store.history.Decisions;
import reactor.core.publisher.Mono;

/**
 * Collection {@code submissions}: {@code _id} is the position. The whole decision is a single JSON string, because
 * names chosen by publishers must never become field names; the other fields are for people who search.
 */
final class MongoDecisions implements Decisions {
    private static final String JSON = "json";
    private static final int PAGE = 1000;

    private final Rows submissions;

    MongoDecisions(Rows submissions) {
        this.submissions = submissions;
    }

    @Override
    public CompletableFuture<Map<Position, Decision>> find(Collection<Position> positions) {
        return submissions.read(rows ->
                Futures.all(rows.find(in("_id", ids(positions))).batchSize(PAGE), found -> {
                    Map<Position, Decision> decisions = new HashMap<>();
                    found.forEach(row -> decisions.put(position(row), Json.read(row.getString(JSON), Decision.class)));
                    return decisions;
                }));
    }

    @Override
    public CompletableFuture<Map<Position, Summary>> summaries(Collection<Position> positions) {
        return submissions.read(collection -> Futures.all(
                collection
                        .find(in("_id", ids(positions)))
                        .projection(exclude(JSON))
                        .batchSize(PAGE),
                found -> {
                    Map<Position, Summary> summaries = new HashMap<>();
                    found.forEach(row -> summaries.put(position(row), summary(row)));
                    return summaries;
                }));
    }

    @Override
    public CompletableFuture<Integer> insert(List<Decision> decisions) {
        List<Document> rows = new ArrayList<>(decisions.size());
        decisions.forEach(decision -> rows.add(row(decision)));
        return submissions.write(collection ->
                Futures.one(Mono.from(collection.insertMany(rows, new InsertManyOptions().ordered(true)))
                        .map(_ -> rows.size())
                        .onErrorResume(MongoBulkWriteException.class, MongoDecisions::insertedBefore)));
    }

    /**
     * An ordered insert stops at the first error, and the error's index is the count; the reported count may be wrong.
     */
    private static Mono<Integer> insertedBefore(MongoBulkWriteException e) {
        List<BulkWriteError> errors = e.getWriteErrors();
        boolean taken = e.getWriteConcernError() == null
                && errors.size() == 1
                && errors.getFirst().getCategory() == ErrorCategory.DUPLICATE_KEY;
        return taken ? Mono.just(errors.getFirst().getIndex()) : Mono.error(e);
    }

    private static List<Long> ids(Collection<Position> positions) {
        return positions.stream().map(Position::value).toList();
    }

    private static Position position(Document row) {
        return new Position(row.getLong("_id"));
    }

    private static Document row(Decision decision) {
        Summary summary = Summary.of(decision);
        Document row = new Document("_id", decision.position().value())
                .append("outcome", summary.outcome().wireName());
        if (summary.article() != null) {
            row.append("article", summary.article().value());
        }
        if (summary.revision() != null) {
            row.append("revision", summary.revision().value());
        }
        if (summary.path() != null) {
            row.append("path", summary.path().value());
        }
        return row.append("at", Date.from(decision.at()))
                .append("by", decision.by())
                .append(JSON, Json.text(decision));
    }

    private static Summary summary(Document row) {
        String article = row.getString("article");
        Integer revision = row.getInteger("revision");
        String path = row.getString("path");
        return new Summary(
                position(row),
                Result.Kind.valueOf(
                        row.getString("outcome").toUpperCase(Locale.ROOT).replace('-', '_')),
                article == null ? null : new ArticleId(article),
                revision == null ? null : new Revision(revision),
                path == null ? null : new ArticlePath(path),
                row.getDate("at").toInstant(),
                row.getString("by"));
    }
}
