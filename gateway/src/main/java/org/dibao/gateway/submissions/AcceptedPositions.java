package org.dibao.gateway.submissions;

import java.util.concurrent.atomic.AtomicLong;
import org.dibao.contract.article.Position;
import org.dibao.contract.event.Problem;
import org.dibao.eventlog.LogUnavailable;
import org.dibao.gateway.publications.PublicationSource;
import org.dibao.support.problem.ProblemDocuments;
import org.dibao.support.problem.ProblemException;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Whether a position is in the log: from what passed here, else by asking Kafka. */
@Component
final class AcceptedPositions {
    private final PublicationSource source;
    private final AtomicLong known = new AtomicLong(-1);

    AcceptedPositions(PublicationSource source) {
        this.source = source;
    }

    void add(Position position) {
        known.accumulateAndGet(position.value(), Math::max);
    }

    /** Fails with a {@link ProblemException} if Kafka does not answer. */
    Mono<Boolean> includes(Position position) {
        if (known.get() >= position.value()) {
            return Mono.just(true);
        }
        return Mono.fromCallable(source::logEnd)
                .subscribeOn(Schedulers.boundedElastic())
                .doOnNext(this::add)
                .map(end -> end.isAtLeast(position))
                .onErrorMap(
                        LogUnavailable.class,
                        _ -> new ProblemException(
                                ProblemDocuments.of(Problem.Type.UNAVAILABLE, "Kafka does not answer. Try again."),
                                ProblemDocuments.header(HttpHeaders.RETRY_AFTER, "2")));
    }
}
