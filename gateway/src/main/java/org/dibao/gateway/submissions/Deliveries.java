package org.dibao.gateway.submissions;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.dibao.contract.article.Position;
import org.dibao.contract.json.Json;
import org.dibao.gateway.backends.Backend;
import org.dibao.gateway.backends.Backends;
import org.dibao.support.problem.ProblemException;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;

/** To whom an event has been delivered, as delivery knows it. Nothing fails because delivery does not answer. */
@Component
final class Deliveries {
    /**
     * @param subscriptions how many begin before the event and have a filter that matches it
     * @param delivered     how many of them have it
     * @param pending       how many are still to be sent it
     * @param parked        how many are not sent it until somebody resumes them
     * @param unknown       of how many nothing is known at the moment
     */
    record Counts(int subscriptions, int delivered, int pending, int parked, int unknown) {}

    private final Backend delivery;
    private final Duration patience;

    Deliveries(Backends backends, SubmissionSettings settings) {
        this.delivery = backends.delivery();
        this.patience = settings.deliveriesTimeout();
    }

    /** Empty if it is not known at the moment. */
    Mono<Optional<Counts>> of(Position position) {
        return delivery.get("/events/" + position + "/deliveries", new HttpHeaders())
                .timeout(patience)
                .map(answer -> answer.status() == 200
                        ? Optional.of(Json.read(answer.body(), Counts.class))
                        : Optional.<Counts>empty())
                .onErrorResume(
                        e -> e instanceof TimeoutException
                                || e instanceof ProblemException
                                || e instanceof JacksonException,
                        _ -> Mono.just(Optional.empty()));
    }
}
