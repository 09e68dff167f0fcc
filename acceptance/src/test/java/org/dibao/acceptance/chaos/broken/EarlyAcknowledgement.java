package org.dibao.acceptance.chaos.broken;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.dibao.contract.article.Position;
import org.dibao.ingest.IngestApplication;
import org.dibao.ingest.log.Append;
import org.dibao.ingest.log.ArticleLog;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;

/** An ingest that acknowledges before the record is in the log: once it knows where the log ends, it says which position will come next. */
final class EarlyAcknowledgement {
    private static final long MILLIS = 300;

    public static void main(String[] args) {
        IngestApplication.builder().sources(EarlyAcknowledgement.class).run(args);
    }

    @Bean
    static BeanPostProcessor early() {
        return new Replacing<>(ArticleLog.class, EarlyAcknowledgement::of);
    }

    private static ArticleLog of(ArticleLog log) {
        Next next = new Next();
        return (submission, trace, within) -> {
            Position expected = next.take();
            if (expected == null) {
                return log.append(submission, trace, within).whenComplete((append, _) -> next.see(append));
            }
            CompletableFuture.delayedExecutor(MILLIS, TimeUnit.MILLISECONDS)
                    .execute(() -> log.append(submission, trace, within).whenComplete((append, _) -> next.see(append)));
            return CompletableFuture.completedFuture(new Append.Appended(expected));
        };
    }

    /** The position that comes next, as far as is known. */
    private static final class Next {
        private @Nullable Position next;

        synchronized @Nullable Position take() {
            Position taken = next;
            next = taken == null ? null : taken.next();
            return taken;
        }

        synchronized void see(Append append) {
            if (next == null && append instanceof Append.Appended(Position position)) {
                next = position.next();
            }
        }
    }
}
