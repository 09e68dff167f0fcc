package org.dibao.delivery.websub;

import java.net.URI;
import reactor.core.publisher.Mono;

/** Asks a subscriber's callback, over HTTP. */
@FunctionalInterface
interface Callbacks {

    /** @param body cut off after some kilobytes, which no challenge has */
    record Answer(int status, String body) {}

    /** Sends a GET; fails if there is no answer. Follows no redirect. */
    Mono<Answer> get(URI callback);
}
