package org.dibao.gateway.pages;

import java.util.LinkedHashMap;
import java.util.Map;
import org.dibao.contract.article.Position;

/**
 * Tells whether a page is newer than everything purged: it knows the last purge of each key, and a floor, the position
 * up to which purges are no longer known or never were. Whatever it cannot validate is not fresh.
 */
class Fence {
    private final int maxKeys;
    private final Map<String, Long> lastPurge = new LinkedHashMap<>();
    private long floor = Long.MAX_VALUE;

    /** @param maxKeys how many keys are remembered; beyond that the oldest purges become the floor */
    Fence(int maxKeys) {
        this.maxKeys = maxKeys;
    }

    /** Purges are known from this position on; before this call nothing is fresh. */
    synchronized void startAfter(Position position) {
        lastPurge.clear();
        floor = position.value();
    }

    synchronized void purge(String key, Position at) {
        lastPurge.remove(key); // so that it moves to the end
        lastPurge.put(key, at.value());
        while (lastPurge.size() > maxKeys) {
            Map.Entry<String, Long> oldest = lastPurge.entrySet().iterator().next();
            floor = Math.max(floor, oldest.getValue());
            lastPurge.remove(oldest.getKey());
        }
    }

    synchronized boolean isFresh(Position position, Iterable<String> keys) {
        if (position.value() < floor) {
            return false;
        }
        for (String key : keys) {
            Long purged = lastPurge.get(key);
            if (purged != null && purged > position.value()) {
                return false;
            }
        }
        return true;
    }
}
