package org.dibao.store.folding;

import java.util.List;
import java.util.Optional;
import org.dibao.contract.article.Position;
import org.dibao.contract.site.SiteSettings;
import org.dibao.store.history.Log;
import org.dibao.store.history.Ports;
import org.dibao.store.history.Progress.Mark;
import org.dibao.store.history.Projections.Site;
import org.dibao.store.history.Unavailable;

/** Finds out where to go on, from what is durable, and refuses where database and log do not belong together. */
final class Recovery {
    private final Ports ports;
    private final Await await;
    private final String process;

    Recovery(Ports ports, Await await, String process) {
        this.ports = ports;
        this.await = await;
        this.process = process;
    }

    Standing standing() {
        Log.State log = ports.log().look();
        Mark mark = await.result(ports.progress().find()).orElseGet(() -> begin(log));
        if (!mark.log().equals(log.id())) {
            throw new Refusal(
                    "The store's database was made from another log: it knows the topic by the id " + mark.log()
                            + ", and now its id is " + log.id()
                            + ". Bring the old topic back, or run `dibao rebuild` to make the"
                            + " database anew from the log that is there.");
        }
        if (mark.position().isAfter(log.end())) {
            throw new Refusal("The store's database is ahead of the log: it has position " + mark.position()
                    + ", and the log ends at " + log.end() + ", so the log has lost records. Restore the log, or run"
                    + " `dibao rebuild` to make the database anew from what is left of it.");
        }
        Position announced = ports.announcements().last();
        if (announced.isAfter(log.end())) {
            throw new Refusal("The events announced belong to another log: they reach position " + announced
                    + ", and the log ends at " + log.end() + ". Restore the log, or delete the topics of events and of"
                    + " publications and run `dibao rebuild`.");
        }
        SiteSettings site = await.result(ports.projections().site().find(List.of(Site.SETTINGS)))
                .getOrDefault(Site.SETTINGS, SiteSettings.DEFAULT);
        // Events that the broker lost are announced again from the decisions.
        Position done = announced.isAfter(mark.position()) ? mark.position() : announced;
        return new Standing(mark, done, announced, ports.deadLetters().last(), site, false);
    }

    private Mark begin(Log.State log) {
        Mark mark = new Mark(log.id(), Position.NONE, process);
        if (!await.result(ports.progress().advance(Optional.empty(), mark))) {
            throw new Unavailable("another instance begins at this moment", null);
        }
        return mark;
    }
}
