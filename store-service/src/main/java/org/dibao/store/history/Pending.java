package org.dibao.store.history;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.Status;
import org.dibao.store.fold.Appointment;
import org.dibao.store.fold.Head;
import org.jspecify.annotations.Nullable;

/**
 * An article that is not live, or will not stay so.
 *
 * @param appointment what will happen to it by itself; absent if nothing will
 */
public record Pending(
        ArticleId article, Status status, @Nullable Appointment appointment) {
    public Pending {
        requireNonNull(article, "article");
        requireNonNull(status, "status");
    }

    public static Pending of(Head head) {
        return new Pending(head.id(), head.status(), head.appointment());
    }

    /** Whether the article is live and stays so: the row is left over from before. */
    @JsonIgnore
    public boolean isSettled() {
        return status == Status.LIVE && appointment == null;
    }
}
