package org.dibao.store.schedule;

import java.util.concurrent.CompletableFuture;
import org.dibao.contract.article.Position;
import org.dibao.contract.submission.Submission.KeepAppointment;

/** The log, as far as appointments go into it. */
public interface AppointmentLog {

    /** The position of the log's last record. Fails if the broker does not answer in time. */
    CompletableFuture<Position> end();

    /**
     * Appends the record; all in-sync replicas have it when the future completes. If it fails, the log has the record once or
     * not at all. May block for some seconds.
     */
    CompletableFuture<Position> append(KeepAppointment appointment);
}
