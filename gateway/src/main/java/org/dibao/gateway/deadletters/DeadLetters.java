package org.dibao.gateway.deadletters;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.dibao.contract.article.Position;
import org.dibao.contract.event.Problem;
import org.dibao.contract.json.Json;
import org.dibao.contract.wire.EventMessage;
import org.dibao.contract.wire.NewerVersion;
import org.dibao.contract.wire.Unreadable;
import org.dibao.eventlog.DeadLetter;
import org.dibao.eventlog.LogUnavailable;
import org.dibao.gateway.auth.Access;
import org.dibao.gateway.auth.ApiKeyAuthenticator;
import org.dibao.gateway.auth.Scope;
import org.dibao.gateway.operations.Operation;
import org.dibao.gateway.operations.OperationLog;
import org.dibao.gateway.operations.Recorded;
import org.dibao.gateway.problems.Responses;
import org.dibao.support.problem.ProblemException;
import org.dibao.support.work.Permits;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/dead-letters}, for keys with the scope {@code operate}. */
public final class DeadLetters {
    private static final int LIMIT = 100;

    private final ApiKeyAuthenticator authenticator;
    private final DeadLetterTopics topics;
    private final Settled settled;
    private final OperationLog operations;
    private final Permits permits;
    private final Clock clock;

    DeadLetters(
            ApiKeyAuthenticator authenticator,
            DeadLetterTopics topics,
            Settled settled,
            OperationLog operations,
            Permits permits,
            Clock clock) {
        this.authenticator = authenticator;
        this.topics = topics;
        this.settled = settled;
        this.operations = operations;
        this.permits = permits;
        this.clock = clock;
    }

    /** {@code GET}: those of a topic that wait, or, with {@code all}, all of them; in order, in pages. */
    public Mono<ServerResponse> list(ServerRequest request) {
        return authenticator.holder(request, Scope.OPERATE, _ -> {
            Origin origin = request.queryParam("topic")
                    .map(name -> Origin.of(name)
                            .orElseThrow(() -> Refusals.malformed("topic", "topic must be articles or article-events")))
                    .orElse(Origin.ARTICLES);
            long from = Refusals.number(request.queryParam("after").orElse("-1"), "after") + 1;
            boolean all = request.queryParams().containsKey("all");
            return answer(() -> page(origin, from, all));
        });
    }

    private ObjectNode page(Origin origin, long from, boolean all) {
        ObjectNode json = Json.mapper().createObjectNode().put("waiting", settled.waiting());
        ArrayNode list = json.putArray("deadLetters");
        List<DeadLetter> letters = topics.from(origin, from, LIMIT);
        for (DeadLetter letter : letters) {
            Recorded done = settled.of(origin, letter.position());
            if (all || done == null) {
                list.add(ShownLetter.line(origin, letter, done));
            }
        }
        if (!letters.isEmpty() && letters.getLast().offset() + 1 < topics.count(origin)) {
            json.put("next", letters.getLast().offset());
        }
        return json;
    }

    /** {@code GET} of one: what is in it. */
    public Mono<ServerResponse> show(ServerRequest request, String topic, String position) {
        return authenticator.holder(
                request, Scope.OPERATE, _ -> about(topic, position, (origin, letter) -> whole(origin, letter)));
    }

    /** {@code POST} of {@code retry}: its submission enters the log anew, unless it has before. */
    public Mono<ServerResponse> retry(ServerRequest request, String topic, String position) {
        return authenticator.holder(
                request,
                Scope.OPERATE,
                holder -> about(topic, position, (origin, letter) -> {
                    if (origin != Origin.ARTICLES) {
                        throw Refusals.conflict("This is no submission: render has read on without it. Discard it.");
                    }
                    if (!isRetried(origin, letter)) {
                        Position as = topics.append(anew(letter));
                        settle(
                                holder,
                                origin,
                                letter,
                                new Operation.DeadLetterRetried(origin.text(), letter.position(), as));
                    }
                    return whole(origin, letter);
                }));
    }

    private EventMessage anew(DeadLetter letter) {
        try {
            return NewSubmission.of(letter, clock.instant());
        } catch (NewerVersion e) {
            throw unreadable(e.unknown());
        } catch (Unreadable e) {
            throw unreadable(String.valueOf(e.getMessage()));
        }
    }

    private static ProblemException unreadable(String why) {
        return new ProblemException(Problem.of(
                Problem.Type.UNREADABLE,
                "It still cannot be read (" + why + "): retry it when a release can, or discard it."));
    }

    /** {@code POST} of {@code discard}: it no longer counts as waiting. It stays where it is. */
    public Mono<ServerResponse> discard(ServerRequest request, String topic, String position) {
        return authenticator.holder(
                request,
                Scope.OPERATE,
                holder -> about(topic, position, (origin, letter) -> {
                    if (isRetried(origin, letter)) {
                        throw Refusals.conflict("It was retried.");
                    }
                    settle(holder, origin, letter, new Operation.DeadLetterDiscarded(origin.text(), letter.position()));
                    return whole(origin, letter);
                }));
    }

    private boolean isRetried(Origin origin, DeadLetter letter) {
        Recorded done = settled.of(origin, letter.position());
        return done != null && done.operation() instanceof Operation.DeadLetterRetried;
    }

    /** Records it, unless another gateway was first. */
    private void settle(Access.Holder holder, Origin origin, DeadLetter letter, Operation operation) {
        operations
                .record(holder.name(), () -> {
                    if (isRetried(origin, letter)) {
                        throw new Done();
                    }
                    return operation;
                })
                .onErrorComplete(Done.class)
                .block();
    }

    private ObjectNode whole(Origin origin, DeadLetter letter) {
        return ShownLetter.whole(origin, letter, settled.of(origin, letter.position()));
    }

    private interface Act {
        ObjectNode on(Origin origin, DeadLetter letter);
    }

    private Mono<ServerResponse> about(String topic, String position, Act act) {
        Origin origin = Origin.of(topic).orElse(null);
        if (origin == null || !position.matches("[0-9]{1,18}")) {
            return Mono.error(Refusals.unknown(topic, position));
        }
        return answer(() -> {
            DeadLetter letter = topics.of(origin, new Position(Long.parseLong(position)));
            if (letter == null) {
                throw Refusals.unknown(topic, position);
            }
            return act.on(origin, letter);
        });
    }

    private Mono<ServerResponse> answer(Callable<ObjectNode> work) {
        Supplier<Mono<ObjectNode>> run = () -> Mono.fromCallable(work).subscribeOn(Schedulers.boundedElastic());
        return permits.hold(run, () -> Mono.error(Refusals.busy()))
                .onErrorMap(LogUnavailable.class, _ -> Refusals.unavailable())
                .flatMap(json -> Responses.json(200, headers -> headers.setCacheControl("private, no-store"), json));
    }

    /** It was retried before. */
    private static final class Done extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
