package org.dibao.store.folding;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.dibao.contract.article.Position;
import org.dibao.contract.fold.Decision;
import org.dibao.contract.fold.Fold;
import org.dibao.contract.fold.History;
import org.dibao.contract.site.SiteSettings;
import org.dibao.contract.submission.Submission;
import org.dibao.store.folding.Inbox.Item;
import org.dibao.store.folding.Inbox.Poison;
import org.dibao.store.folding.Inbox.Readable;
import org.dibao.store.history.Ports;
import org.dibao.store.history.Unavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides each position once: what was decided before is adopted, the rest is folded and inserted before anything else. */
final class Decider {
    private static final Logger log = LoggerFactory.getLogger(Decider.class);
    private static final int ATTEMPTS = 5;

    private final Ports ports;
    private final Await await;

    Decider(Ports ports, Await await) {
        this.ports = ports;
        this.await = await;
    }

    /**
     * @param decisions one for each item, in order; all of them are in the database
     * @param site      the settings in force after them
     */
    record Decided(List<Decision> decisions, SiteSettings site) {}

    /** @param meanwhile must have succeeded before anything is decided */
    Decided decide(Standing standing, Inbox inbox, CompletableFuture<?> meanwhile) {
        Map<Position, Decision> existing = new HashMap<>();
        if (!standing.alone()) {
            existing.putAll(await.result(ports.decisions().find(inbox.positions())));
        }
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            List<Item> open = inbox.items().stream()
                    .filter(item -> !existing.containsKey(item.position()))
                    .toList();
            Lookup below = Lookup.prefetched(standing.site(), ports.projections(), submissions(open), await, meanwhile);
            History history = new History(below);
            List<Decision> all = new ArrayList<>(inbox.items().size());
            List<Decision> fresh = new ArrayList<>(open.size());
            for (Item item : inbox.items()) {
                Decision decision = existing.get(item.position());
                if (decision == null) {
                    decision = fold(history, item);
                    fresh.add(decision);
                }
                history.apply(decision);
                all.add(decision);
            }
            if (fresh.isEmpty() || await.result(ports.decisions().insert(fresh)) == fresh.size()) {
                return new Decided(all, history.site());
            }
            // Another instance has decided one of them: adopt what is there and fold the rest again, on fresh ground.
            existing.putAll(await.result(ports.decisions().find(inbox.positions())));
        }
        throw new Unavailable("another instance is deciding the same positions", null);
    }

    private static List<Submission> submissions(List<Item> items) {
        List<Submission> submissions = new ArrayList<>(items.size());
        for (Item item : items) {
            if (item instanceof Readable readable) {
                submissions.add(readable.submission());
            }
        }
        return submissions;
    }

    private static Decision fold(History history, Item item) {
        return switch (item) {
            case Poison poison -> Decision.unreadable(poison.position(), poison.at(), poison.reason());
            case Readable readable -> {
                try {
                    yield Fold.decide(history, readable.position(), readable.submission());
                } catch (Unavailable e) {
                    throw e;
                } catch (RuntimeException e) {
                    // The fold is pure: no retry would end otherwise, and the log must go on behind it.
                    log.error("the record at position {} cannot be decided", readable.position(), e);
                    yield Decision.unreadable(
                            readable.position(),
                            readable.at(),
                            "it cannot be decided: " + Reasons.shortened(e.toString()));
                }
            }
        };
    }
}
