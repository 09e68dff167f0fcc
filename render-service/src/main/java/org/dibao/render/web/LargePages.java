package org.dibao.render.web;

import java.util.List;
import java.util.function.Supplier;
import org.dibao.contract.article.Article;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * What is made of large articles is made in threads of its own: it takes as long as a hundred ordinary pages, which do not wait
 * for it. Whoever gives up waiting takes its place in the queue away.
 */
final class LargePages {
    /** From so many characters of HTML on, which take some tens of milliseconds. */
    static final int LARGE = 200_000;

    static final int THREADS = 2;
    private static final int MAX_WAITING = 10_000;
    private static final int IDLE_SECONDS = 60;

    private static final Scheduler SCHEDULER =
            Schedulers.newBoundedElastic(THREADS, MAX_WAITING, "large-pages", IDLE_SECONDS, true);

    private LargePages() {}

    /** @param articles of which it is made */
    static <T> Mono<T> make(List<Article> articles, Supplier<T> page) {
        Mono<T> made = Mono.fromSupplier(page);
        long characters =
                articles.stream().mapToLong(article -> article.html().length()).sum();
        return characters < LARGE ? made : made.subscribeOn(SCHEDULER);
    }
}
