package org.dibao.store.fold;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.submission.Submission.KeepAppointment.Action;
import org.jspecify.annotations.Nullable;

/** What will happen to an article at a time, unless it is changed before. */
public record Appointment(ArticleId article, Action action, Instant at) {
    public Appointment {
        requireNonNull(article, "article");
        requireNonNull(action, "action");
        requireNonNull(at, "at");
    }

    static @Nullable Appointment of(ArticleId article, Action action, @Nullable Instant at) {
        return at == null ? null : new Appointment(article, action, at);
    }
}
