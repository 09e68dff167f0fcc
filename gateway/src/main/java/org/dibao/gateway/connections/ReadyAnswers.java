package org.dibao.gateway.connections;

import io.netty.handler.codec.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * Port: answers that are ready to be sent. Is called on the event loop for requests that have no body and ask for
 * nothing special of the connection; must not block.
 */
public interface ReadyAnswers {

    /** @return exactly what handling the request would give; null if only handling it can tell */
    @Nullable
    ReadyAnswer to(HttpRequest request);
}
