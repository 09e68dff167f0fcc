package org.dibao.store.fold;

import org.dibao.contract.article.Position;
import org.dibao.contract.event.Outcome;
import org.dibao.contract.submission.Request;
import org.dibao.contract.submission.Submission.KeepAppointment;

/** Whether what was due at some time is still due. */
final class AppointmentRules {
    private AppointmentRules() {}

    /** Its time has come, unless the article has been changed since: then nothing is due at this time any more. */
    static Decision keep(FoldState history, Position position, KeepAppointment kept) {
        Head head = history.head(kept.article());
        Request request = kept.request();
        Appointment due = new Appointment(kept.article(), kept.action(), kept.at());
        if (head == null
                || !due.equals(head.appointment())
                || request.receivedAt().isBefore(kept.at())) {
            return NewDecision.bare(position, request, new Outcome.Unchanged(kept.article(), null, null));
        }
        boolean over = new Times(null, head.withdrawAt()).areOver(request.receivedAt());
        return over
                ? Transitions.withdrawn(history, position, request, head, kept.at())
                : Transitions.published(history, position, kept, head);
    }
}
