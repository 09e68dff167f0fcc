package org.dibao.delivery.dispatch;

import java.time.Instant;
import java.util.Comparator;
import org.dibao.contract.article.Position;
import org.dibao.delivery.progress.Progress.Waiting;
import org.dibao.eventlog.publicevents.LogEvent;
import org.jspecify.annotations.Nullable;

/** An event that a courier has taken and not delivered yet. It holds the event itself only while it is being sent. */
final class Parcel {
    /** By the time when they are due, then in the order in which they were taken. */
    static final Comparator<Parcel> BY_TIME =
            Comparator.<Parcel, Instant>comparing(parcel -> parcel.due).thenComparing(parcel -> parcel.number);

    /** In the order in which they were taken. */
    static final Comparator<Parcel> BY_NUMBER = Comparator.comparing(parcel -> parcel.number);

    final long number;
    final Position position;
    final String article;
    final boolean again;
    int attempts;

    @Nullable
    Instant since;

    Instant due;

    @Nullable
    LogEvent event;

    boolean probe;

    Parcel(long number, Position position, String article, boolean again, Instant due) {
        this.number = number;
        this.position = position;
        this.article = article;
        this.again = again;
        this.due = due;
    }

    static Parcel of(Waiting waiting, long number) {
        Parcel parcel = new Parcel(
                number,
                waiting.position(),
                waiting.article(),
                waiting.again(),
                waiting.due() == null ? Instant.MIN : waiting.due());
        parcel.attempts = waiting.attempts();
        parcel.since = waiting.since();
        return parcel;
    }

    Waiting waiting() {
        return new Waiting(position, article, attempts, since, due.equals(Instant.MIN) ? null : due, again);
    }
}
