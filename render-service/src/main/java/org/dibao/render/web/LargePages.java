package org.dibao.render.web;

import java.util.List;
import java.util.function.Supplier;
import org.dibao.contract.article.Article;
import org.dibao.render.theme.Bodies;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Renders large articles in separate threads: each takes as long as a hundred ordinary pages, which therefore do not
 * wait for it. A request that is cancelled leaves the queue.
 */
final class LargePages {
    static final int THREADS = 2;
    private static final int MAX_WAITING = 10_000;
    private static final int IDLE_SECONDS = 60;

    private static final Scheduler SCHEDULER =
            Schedulers.newBoundedElastic(THREADS, MAX_WAITING, "large-pages", IDLE_SECONDS, true);

    private LargePages() {}

    /** @param articles the articles on the page */
    static <T> Mono<T> make(List<Article> articles, Supplier<T> page) {
        Mono<T> made = Mono.fromSupplier(page);
        long characters =
                articles.stream().mapToLong(article -> article.html().length()).sum();
        return characters < Bodies.LARGE ? made : made.subscribeOn(SCHEDULER);
    }
}
