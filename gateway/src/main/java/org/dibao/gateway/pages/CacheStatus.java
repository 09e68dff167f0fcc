package org.dibao.gateway.pages;

/** How the cache was of use to a request, as {@code Cache-Status} tells it (RFC 9211). */
enum CacheStatus {
    /** The page was there. */
    HIT("dibao; hit"),
    /** It was not, and came from render. */
    MISS("dibao; fwd=uri-miss"),
    /** It was there, but render was asked for a newer one. */
    STALE("dibao; fwd=stale");

    static final String HEADER = "Cache-Status";

    private final String value;

    CacheStatus(String value) {
        this.value = value;
    }

    @Override
    public String toString() {
        return value;
    }
}
