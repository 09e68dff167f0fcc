package org.dibao.store.folding;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.Position;
import org.dibao.contract.event.Outcome;
import org.dibao.contract.site.SiteSettings;
import org.dibao.contract.wire.Codec;
import org.dibao.contract.wire.EventMessage;
import org.dibao.contract.wire.NewerVersion;
import org.dibao.eventlog.ReceivedRecord;
import org.dibao.projector.Await;
import org.dibao.projector.Decoded;
import org.dibao.projector.Projection;
import org.dibao.projector.Versioned;
import org.dibao.store.fold.Decision;
import org.dibao.store.fold.Fold;
import org.dibao.store.folding.Decider.Decided;
import org.dibao.store.history.Decisions;
import org.dibao.store.history.Pending;
import org.dibao.store.history.Tables;
import org.dibao.store.history.Tables.Site;
import org.dibao.store.schedule.Schedule;
import org.jspecify.annotations.Nullable;

/** Folds the log: decides each position once, updates the tables accordingly, and publishes the decisions. */
public final class Folding implements Projection<LogRecord, Decision> {
    private final Tables tables;
    private final Schedule schedule;
    private final Await await;
    private final Decider decider;
    private final TableUpdates updates;
    private volatile SiteSettings site = SiteSettings.DEFAULT;

    /** Whether the last batch was decided entirely here, so that no existing decisions are expected. */
    private boolean alone;

    /** @param timeout how long the database may take for one bulk operation */
    public Folding(Decisions decisions, Tables tables, Schedule schedule, Duration timeout) {
        this(decisions, tables, schedule, timeout, Fold::decide);
    }

    Folding(Decisions decisions, Tables tables, Schedule schedule, Duration timeout, Decider.Rule rule) {
        this.tables = tables;
        this.schedule = schedule;
        this.await = new Await(timeout);
        this.decider = new Decider(decisions, tables, await, rule);
        this.updates = new TableUpdates(tables, await);
    }

    @Override
    public Position resume(Position done, Position checkpoint) {
        // Possibly from a later position than done: everything up to that one is decided, and nothing decided is folded
        // again.
        site = await.result(tables.site().find(List.of(Site.SETTINGS)))
                .getOrDefault(Site.SETTINGS, SiteSettings.DEFAULT);
        decider.expectFiles(!await.result(tables.files().page(null, 1)).isEmpty());
        alone = false;
        schedule.reload(desk(), done);
        return done;
    }

    /** What is on the desk. What is settled is cleared away meanwhile: this instance is the one that writes. */
    private List<Pending> desk() {
        List<Pending> all =
                await.result(tables.desk().all()).stream().map(Versioned::value).toList();
        List<ArticleId> settled =
                all.stream().filter(Pending::isSettled).map(Pending::article).toList();
        if (!settled.isEmpty()) {
            await.all(List.of(tables.desk().delete(settled)));
        }
        return all;
    }

    @Override
    public Decoded<LogRecord> decode(ReceivedRecord record) {
        LogRecord entry = LogRecord.of(record);
        return new Decoded.Entry<>(entry.position(), entry);
    }

    @Override
    public Decoded<LogRecord> unreadable(ReceivedRecord record, String reason) {
        Position position = new Position(record.offset());
        return new Decoded.Entry<>(position, new LogRecord.Poison(position, record.timestamp(), reason));
    }

    /** Anybody can write to the log: one record of a version that nobody has must not stop the site. */
    @Override
    public String whyUnreadable(ReceivedRecord record, NewerVersion newer) {
        return Reasons.shortened(
                newer.unknown() + "; upgrade, then `dibao dead-letters retry " + record.offset() + "`");
    }

    @Override
    public List<Decision> apply(List<LogRecord> entries, CompletableFuture<?> stillActive) {
        Decided decided = decider.decide(site, !alone, entries, stillActive);
        updates.apply(decided.decisions());
        site = decided.site();
        alone = true;
        schedule.apply(decided.decisions());
        return decided.decisions();
    }

    /** The site's settings in force after what has been folded. Any thread may ask. */
    public SiteSettings site() {
        return site;
    }

    @Override
    public EventMessage event(Decision decision) {
        return Codec.write(decision.event()).ofSite(decision.site());
    }

    @Override
    public @Nullable String deadLetter(Decision decision) {
        return decision.outcome() instanceof Outcome.Unreadable unreadable ? unreadable.reason() : null;
    }
}
