package org.dibao.gateway.pages;

import java.util.Set;
import org.dibao.contract.article.Position;
import org.springframework.http.HttpHeaders;

/**
 * A page as render made it.
 *
 * @param position everything up to here is on it
 * @param keys     it goes stale when one of them is purged later than that
 * @param theme    names the look that it was made with; empty if render does not tell
 * @param headers  what of render's headers may leave the gateway
 */
record Page(int status, HttpHeaders headers, byte[] body, Position position, Set<String> keys, String theme) {

    /** Answers that are the same for everyone until a key is purged. */
    boolean isCacheable() {
        boolean settled = switch (status) {
            case 200, 301, 308, 404, 410 -> true;
            default -> false;
        };
        return settled && !keys.isEmpty();
    }

    /** Roughly what it takes in memory, bytes. */
    int weight() {
        return body.length + 1024 + 96 * keys.size();
    }
}
