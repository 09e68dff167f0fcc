package org.dibao.delivery.websub;

import java.net.URI;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** This site's feeds. */
@FunctionalInterface
interface FeedTopics {

    /**
     * A feed's content.
     *
     * @param link the header {@code Link}, with its hub and itself
     */
    record Feed(String contentType, String link, byte[] body) {}

    /** The feed at an address, as it is now; empty if this site has no feed that names itself so. */
    Mono<Optional<Feed>> find(URI topic);
}
