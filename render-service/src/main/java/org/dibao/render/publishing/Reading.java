package org.dibao.render.publishing;

import java.util.ArrayList;
import java.util.List;
import org.dibao.contract.article.Position;
import org.dibao.contract.event.ArticleEvent;
import org.dibao.contract.event.Outcome;
import org.dibao.contract.site.SiteSettings;
import org.dibao.contract.wire.NewerVersion;
import org.dibao.render.view.DeadLetters.DeadLetter;
import org.jspecify.annotations.Nullable;

/**
 * The records of one batch, as they are read. An event that changes the site begins one: so the settings that a view holds
 * after a failure are those in force at the next event, unless that is the one that changed them.
 */
final class Reading {
    private final List<ArticleEvent> events = new ArrayList<>();
    private final List<DeadLetter> letters = new ArrayList<>();
    private Position done;
    private Position offset;
    private @Nullable NewerVersion newer;

    Reading(Position done, Position offset) {
        this.done = done;
        this.offset = offset;
    }

    /** The settings in force after these events. */
    static SiteSettings after(List<ArticleEvent> events, SiteSettings before) {
        SiteSettings site = before;
        for (ArticleEvent event : events) {
            if (event.outcome() instanceof Outcome.SiteChanged changed) {
                site = changed.settings();
            }
        }
        return site;
    }

    /** Whether this one belongs into the next batch. */
    boolean isFullBefore(Inbox item, int batchSize) {
        return events.size() + letters.size() >= batchSize || newer != null || item.changesSite() && !events.isEmpty();
    }

    /** @return false if it is not the next one: some are missing */
    boolean add(Inbox item) {
        if (item instanceof Inbox.Newer it) {
            newer = it.why();
            return true;
        }
        ArticleEvent event = item.event();
        if (event != null && event.position().isAfter(done.next())) {
            return false;
        }
        switch (item) {
            case Inbox.Readable _, Inbox.Newer _ -> {}
            case Inbox.Poison it -> letters.add(new DeadLetter(it.offset(), it.reason()));
            case Inbox.Foreign it -> letters.add(new DeadLetter(it.offset(), it.reason()));
        }
        if (event != null && event.position().isAfter(done)) { // else it stands there twice
            events.add(event);
            done = event.position();
        }
        offset = item.offset();
        return true;
    }

    List<ArticleEvent> events() {
        return events;
    }

    List<DeadLetter> letters() {
        return letters;
    }

    Position done() {
        return done;
    }

    Position offset() {
        return offset;
    }

    @Nullable
    NewerVersion newer() {
        return newer;
    }
}
