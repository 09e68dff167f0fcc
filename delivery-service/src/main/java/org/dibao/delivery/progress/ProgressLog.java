package org.dibao.delivery.progress;

import java.util.concurrent.CompletableFuture;

/** Port: keeps the progress of each subscription. */
public interface ProgressLog {

    /**
     * Keeps it in place of what was kept before. May be called again only when the call before it, for the same subscription, has
     * ended.
     *
     * @return ends once it is durable; fails if it may not be
     */
    CompletableFuture<?> write(String subscription, Progress progress);

    /** Forgets a subscription that was deleted. Returns at once; what is left behind if that fails does no harm. */
    void delete(String subscription);
}
