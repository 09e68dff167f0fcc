package org.dibao.gateway.submissions;

import java.util.Optional;
import org.dibao.contract.article.Position;
import org.dibao.contract.event.Problem;
import org.dibao.gateway.auth.Access;
import org.dibao.gateway.auth.ApiKeyAuthenticator;
import org.dibao.gateway.auth.Scope;
import org.dibao.gateway.events.PushedEvents;
import org.dibao.gateway.problems.Responses;
import org.dibao.gateway.publications.ProcessedPosition;
import org.dibao.support.problem.ProblemDocuments;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** What became of a submission, by its position. */
@Component
public final class Receipts {
    private final ApiKeyAuthenticator authenticator;
    private final Outcomes outcomes;
    private final DecisionLookup decided;
    private final AcceptedPositions accepted;
    private final ProcessedPosition processed;
    private final SiteAddress site;
    private final PushedEvents pushed;
    private final Deliveries deliveries;

    Receipts(
            ApiKeyAuthenticator authenticator,
            Outcomes outcomes,
            DecisionLookup decided,
            AcceptedPositions accepted,
            ProcessedPosition processed,
            SiteAddress site,
            PushedEvents pushed,
            Deliveries deliveries) {
        this.authenticator = authenticator;
        this.outcomes = outcomes;
        this.decided = decided;
        this.accepted = accepted;
        this.processed = processed;
        this.site = site;
        this.pushed = pushed;
        this.deliveries = deliveries;
    }

    /** {@code GET /api/submissions/{position}}; of others' submissions for keys that may read what is not public. */
    public Mono<ServerResponse> receipt(ServerRequest request, String given) {
        return authenticator.holder(request, holder -> {
            if (!given.matches("[0-9]{1,18}")) {
                return unknown(given);
            }
            Position position = new Position(Long.parseLong(given));
            boolean live = processed.includes(position); // before the outcome is looked up
            return decided.named(position)
                    .flatMap(result -> result.isPresent()
                            ? isHidden(result.get(), holder)
                                    ? ApiKeyAuthenticator.lacks(holder, Scope.READ_DRAFTS)
                                    : site.seenBy(request)
                                            .flatMap(
                                                    origin -> reached(Receipt.of(position, result.get(), live, origin)))
                            : live
                                    ? receipt(Receipt.accepted(position, null, null))
                                    : accepted.includes(position)
                                            .flatMap(there -> there
                                                    ? receipt(Receipt.accepted(position, null, null))
                                                    : unknown(given)));
        });
    }

    private static boolean isHidden(Decided decided, Access.Holder holder) {
        return !holder.may(Scope.READ_DRAFTS) && !holder.name().equals(decided.by());
    }

    private Mono<ServerResponse> reached(Receipt receipt) {
        Position position = receipt.position();
        return (receipt.isLive() ? deliveries.of(position) : Mono.just(Optional.<Deliveries.Counts>empty()))
                .flatMap(told -> receipt(
                        receipt.reached(outcomes.liveAt(position), pushed.streams(position), told.orElse(null))));
    }

    private static Mono<ServerResponse> receipt(Receipt receipt) {
        return Responses.json(200, headers -> headers.setCacheControl("no-store"), receipt);
    }

    private static Mono<ServerResponse> unknown(String position) {
        return ProblemDocuments.response(ProblemDocuments.of(
                Problem.Type.NOT_FOUND,
                "There is no submission " + position + ". A receipt states the position of its submission."));
    }
}
