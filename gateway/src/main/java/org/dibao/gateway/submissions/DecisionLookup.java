package org.dibao.gateway.submissions;

import java.util.Optional;
import org.dibao.contract.article.Position;
import org.dibao.contract.json.Json;
import org.dibao.gateway.backends.Backends;
import org.dibao.support.problem.ProblemException;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The result of a submission: from memory if it is recent, otherwise from the store. */
@Component
final class DecisionLookup {
    private final Outcomes outcomes;
    private final Backends backends;

    DecisionLookup(Outcomes outcomes, Backends backends) {
        this.outcomes = outcomes;
        this.backends = backends;
    }

    /** Empty if it is not decided yet or there is no such submission. */
    Mono<Optional<Decided>> at(Position position) {
        Decided recent = outcomes.recent(position);
        if (recent == null) {
            return stored(position);
        }
        return recent.isUnnamed()
                ? stored(position)
                        .map(found -> found.or(() -> Optional.of(recent)))
                        .onErrorReturn(ProblemException.class, Optional.of(recent))
                : Mono.just(Optional.of(recent));
    }

    /** The same, and who submitted it, unless the store does not tell. */
    Mono<Optional<Decided>> named(Position position) {
        Optional<Decided> recent = Optional.ofNullable(outcomes.recent(position));
        return stored(position)
                .map(found -> found.or(() -> recent))
                .onErrorResume(
                        ProblemException.class,
                        failure -> recent.isPresent() ? Mono.just(recent) : Mono.error(failure));
    }

    private Mono<Optional<Decided>> stored(Position position) {
        return backends.store()
                .get("/submissions/" + position, new HttpHeaders())
                .flatMap(answer -> switch (answer.status()) {
                    case 200 -> Mono.just(Optional.of(Json.read(answer.body(), Decided.class)));
                    case 404 -> Mono.just(Optional.empty());
                    default -> Mono.error(backends.store().unavailable(answer, "Try again."));
                });
    }
}
