package org.dibao.ingest.web;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.dibao.contract.ModelStore;
import org.dibao.contract.article.Position;
import org.dibao.contract.event.Result;
import org.dibao.contract.json.Json;
import org.dibao.contract.publication.Publication;
import org.dibao.contract.site.SiteSettings;
import org.dibao.contract.submission.Submission;
import org.dibao.contract.wire.TraceParent;
import org.dibao.ingest.log.Append;
import org.dibao.ingest.log.ArticleLog;
import org.dibao.ingest.log.RecentResults;
import org.dibao.ingest.log.SubmissionLog;
import org.dibao.ingest.log.SubmissionResults;
import org.jspecify.annotations.Nullable;

/** A log in memory with a model of the store behind it: what is appended is published when {@link #publish} is called, or at once. */
final class FakeLog implements ArticleLog, SubmissionLog, SubmissionResults {
    private final RecentResults results = new RecentResults(1000, Position.NONE);
    private final ModelStore store = new ModelStore();
    private final Queue<Submission> unpublished = new ArrayDeque<>();
    private final List<Submission> appended = new ArrayList<>();
    private int most;
    private boolean atOnce = true;
    private @Nullable Append instead;
    private Map.@Nullable Entry<Integer, Error> failing;
    private volatile @Nullable Error mute;

    void publishLater() {
        atOnce = false;
    }

    /** The append of this position fails with it. */
    synchronized void failAt(int position, Error error) {
        failing = Map.entry(position, error);
    }

    /** What became of a submission cannot be asked: that fails with it, once. */
    void failToTell(Error error) {
        mute = error;
    }

    /** From now on every append ends so. */
    void answer(@Nullable Append answer) {
        instead = answer;
    }

    @Override
    public synchronized CompletionStage<Append> append(Submission submission, TraceParent trace, Duration within) {
        Append answer = instead;
        if (answer != null) {
            return CompletableFuture.completedFuture(answer);
        }
        if (failing != null && failing.getKey() == appended.size()) {
            Error error = failing.getValue();
            failing = null;
            throw error;
        }
        // As on the wire: what the store sees was JSON.
        Submission read = Json.read(Json.bytes(submission), Submission.class);
        appended.add(read);
        unpublished.add(read);
        most = Math.max(most, unpublished.size());
        Position position = new Position(appended.size() - 1L);
        if (atOnce) {
            publish(1);
        }
        return CompletableFuture.completedFuture(new Append.Appended(position));
    }

    @Override
    public synchronized @Nullable Submission at(Position position) {
        return position.value() < appended.size() ? appended.get((int) position.value()) : null;
    }

    synchronized void publish(int count) {
        for (int i = 0; i < count && !unpublished.isEmpty(); i++) {
            results.on(List.of(Publication.of(store.decide(unpublished.remove()), SiteSettings.DEFAULT)));
        }
    }

    synchronized List<Submission> appended() {
        return List.copyOf(appended);
    }

    synchronized int unpublished() {
        return unpublished.size();
    }

    /** How many were unpublished at once, at most. */
    synchronized int mostUnpublished() {
        return most;
    }

    @Override
    public Position published() {
        return results.published();
    }

    @Override
    public CompletableFuture<Result> of(Position position) {
        Error error = mute;
        mute = null;
        if (error != null) {
            throw error;
        }
        return results.of(position);
    }
}
