package org.dibao.render.publishing;

import java.util.List;
import java.util.Optional;
import org.dibao.contract.article.Position;
import org.dibao.contract.site.SiteSettings;
import org.dibao.render.view.EventLog;
import org.dibao.render.view.Ports;
import org.dibao.render.view.Progress.Mark;
import org.dibao.render.view.Unavailable;
import org.dibao.render.view.Views;

/** Finds out where to go on, from what is durable, and refuses where database and topics do not belong together. */
final class Recovery {
    private final Ports ports;
    private final Await await;

    Recovery(Ports ports, Await await) {
        this.ports = ports;
        this.await = await;
    }

    Standing standing() {
        EventLog.State log = ports.log().look();
        Mark mark = await.result(ports.progress().find()).orElseGet(() -> begin(log));
        if (!mark.log().equals(log.id())) {
            throw new Refusal(
                    "Render's database was made from another topic of events: it knows it by the id " + mark.log()
                            + ", and now its id is " + log.id()
                            + ". Bring the old topic back, or run `dibao rebuild` to make the"
                            + " database anew from the log that is there.");
        }
        if (mark.position().isAfter(log.end())) {
            throw new Refusal("Render's database is ahead of the events: it has position " + mark.position()
                    + ", and they end at " + log.end() + ", so the topic has lost records. Restore it, or run"
                    + " `dibao rebuild` to make the database anew from what is left.");
        }
        Position announced = ports.announcements().last();
        if (announced.isAfter(log.end())) {
            throw new Refusal("The publications belong to other events: they reach position " + announced
                    + ", and the events end at " + log.end()
                    + ". Restore the events, or delete the topic of publications"
                    + " and run `dibao rebuild`.");
        }
        // Those in force behind the last event announced; or those that the very next event sets, which needs none,
        // since an
        // event that changes them begins a batch.
        Optional<SiteSettings> site =
                Optional.ofNullable(await.result(ports.views().site().find(List.of(Views.Site.SETTINGS)))
                        .get(Views.Site.SETTINGS));
        Position done = announced.isAfter(mark.position()) ? mark.position() : announced;
        if (mark.position().isAfter(announced) && site.isPresent()) {
            // Publications that the broker lost are written again from the events. What settings were in force then,
            // the
            // events alone tell, from the first one on.
            done = Position.NONE;
            site = Optional.empty();
        }
        return new Standing(mark, done, done, announced, ports.deadLetters().last(), site.orElse(SiteSettings.DEFAULT));
    }

    private Mark begin(EventLog.State log) {
        Mark mark = new Mark(log.id(), Position.NONE);
        if (!await.result(ports.progress().advance(Optional.empty(), mark))) {
            throw new Unavailable("another instance begins at this moment", null);
        }
        return mark;
    }
}
