package org.dibao.delivery.websub;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.dibao.contract.article.Position;
import reactor.core.publisher.Mono;

/** This site's feeds. */
interface FeedTopics {

    /**
     * A feed's content.
     *
     * @param link the header {@code Link}, with its hub and itself
     */
    record Feed(String contentType, String link, byte[] body) {}

    /** Whether this site has a feed that names itself so. */
    Mono<Boolean> exists(URI topic);

    /**
     * A feed that shows at least everything up to a position.
     *
     * @param articles ids: only these, unless the feed has none of them; empty for all
     * @return empty if it is no longer there, as the feed of a category that has lost its last article
     */
    Mono<Optional<Feed>> read(URI topic, Position atLeast, Set<String> articles);
}
