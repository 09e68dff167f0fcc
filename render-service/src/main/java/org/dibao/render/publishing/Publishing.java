package org.dibao.render.publishing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.dibao.contract.article.Position;
import org.dibao.contract.event.Outcome;
import org.dibao.contract.site.SiteSettings;
import org.dibao.contract.wire.Codec;
import org.dibao.contract.wire.EventMessage;
import org.dibao.eventlog.ReceivedRecord;
import org.dibao.projector.Await;
import org.dibao.projector.Decoded;
import org.dibao.projector.Projection;
import org.dibao.render.theme.Bodies;
import org.dibao.render.view.OldQueryNames;
import org.dibao.render.view.Views;
import org.jspecify.annotations.Nullable;

/**
 * Updates the view with the events and publishes what changed, with the purge keys according to the settings in force
 * at each position.
 *
 * <p>An event that changes the site starts a batch: after a failure, the settings in the view are therefore those in
 * force at the next event, unless that is the one that changed them.
 */
public final class Publishing implements Projection<EventRecord, AppliedEvent> {
    private final Views views;
    private final Bodies bodies;
    private final Await await;
    private SiteSettings site = SiteSettings.DEFAULT;
    private OldQueryNames names = OldQueryNames.NONE;

    /** @param timeout how long the database may take for one bulk operation */
    public Publishing(Views views, Bodies bodies, Duration timeout) {
        this.views = views;
        this.bodies = bodies;
        this.await = new Await(timeout);
    }

    @Override
    public Position resume(Position done, Position checkpoint) {
        // If the view is ahead, there are names that the next events add, which makes no difference.
        names = await.result(views.queries().find(List.of(Views.Site.SETTINGS)))
                .getOrDefault(Views.Site.SETTINGS, OldQueryNames.NONE);
        // The settings in force after the last published event; or those that the very next event sets, which makes no
        // difference, because an event that changes them starts a batch.
        Optional<SiteSettings> inView = Optional.ofNullable(
                await.result(views.site().find(List.of(Views.Site.SETTINGS))).get(Views.Site.SETTINGS));
        if (checkpoint.isAfter(done) && inView.isPresent()) {
            // Publications that the broker lost are written again from the events. Only the events, from the first one
            // on, tell which settings were in force then.
            site = SiteSettings.DEFAULT;
            return Position.NONE;
        }
        site = inView.orElse(SiteSettings.DEFAULT);
        return done;
    }

    @Override
    public Decoded<EventRecord> decode(ReceivedRecord record) {
        return EventRecord.decode(record);
    }

    @Override
    public Decoded<EventRecord> unreadable(ReceivedRecord record, String reason) {
        return EventRecord.unreadable(record, reason);
    }

    @Override
    public boolean beginsBatch(EventRecord record) {
        return record.changesSite();
    }

    @Override
    public List<AppliedEvent> apply(List<EventRecord> records, CompletableFuture<?> stillActive) {
        List<CompletableFuture<?>> writing = new ArrayList<>();
        writing.add(stillActive);
        ViewChanges changes =
                ViewChanges.of(records.stream().map(EventRecord::event).toList(), site, names, bodies);
        writing.addAll(changes.write(views));
        await.all(writing);
        names = changes.names();
        List<AppliedEvent> results = new ArrayList<>(records.size());
        for (EventRecord record : records) {
            results.add(new AppliedEvent(record.event(), record.unreadable(), site));
            if (record.event().outcome() instanceof Outcome.SiteChanged changed) {
                site = changed.settings();
            }
        }
        return results;
    }

    @Override
    public EventMessage event(AppliedEvent published) {
        return Codec.write(published.publication()).ofSite(published.inForce().baseUrl());
    }

    @Override
    public @Nullable String deadLetter(AppliedEvent published) {
        return published.unreadable();
    }
}
