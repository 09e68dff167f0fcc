package org.dibao.contract.wire;

/** The names of headers on Kafka and between the services. */
public final class Headers {
    /** CloudEvents 1.0, Kafka protocol binding, binary mode. */
    public static final String SPEC_VERSION = "ce_specversion";

    /** On {@code articles} a UUID; on {@code article-events} and {@code publications} the position. */
    public static final String ID = "ce_id";

    /**
     * The service that wrote it; on {@code article-events} and {@code publications} below the site's address in force before
     * the position.
     */
    public static final String SOURCE = "ce_source";

    public static final String TYPE = "ce_type";

    /** When the submission was accepted. */
    public static final String TIME = "ce_time";

    /** The article's id or the file's path, where there is one. */
    public static final String SUBJECT = "ce_subject";

    /** CloudEvents' extension for distributed tracing, optional: see {@link TraceParent}. */
    public static final String TRACEPARENT = "ce_traceparent";

    public static final String CONTENT_TYPE = "content-type";

    /** On a dead letter: the position of the record. */
    public static final String DEAD_POSITION = "dibao_position";

    /** On a dead letter: why it could not be read, at most 4 KB. */
    public static final String DEAD_REASON = "dibao_reason";

    /** On {@code articles}: the position of the record that could not be read and is tried again by this one. */
    public static final String RETRY_OF = "dibao_retry_of";

    /** On {@code operations}: the HMAC-SHA256 of the record, in hex. */
    public static final String MAC = "dibao_mac";

    /** HTTP, on a page: the answer shows at least everything up to this position. */
    public static final String HTTP_POSITION = "Dibao-Position";

    /** HTTP, to render: answer from this position or a later one. */
    public static final String HTTP_AT_LEAST = "Dibao-At-Least";

    /** HTTP, on a page: its purge keys, separated by spaces. */
    public static final String HTTP_PURGE_KEYS = "Dibao-Purge-Keys";

    /** HTTP, on a page: the version of the theme that rendered it. */
    public static final String HTTP_THEME = "Dibao-Theme";

    /** HTTP, to the gateway: the answer is to name the page's purge keys and its theme, as whoever keeps a copy of it needs. */
    public static final String HTTP_WANT_KEYS = "Want-Surrogate-Key";

    /**
     * HTTP, to render, for a feed: ids of articles, percent-encoded and separated by spaces. Only these are wanted, or, if
     * the feed has none of them, all that it has.
     */
    public static final String HTTP_ARTICLES = "Dibao-Articles";

    /** HTTP, to ingest: the name of the API key that the gateway verified. */
    public static final String HTTP_ACTOR = "Dibao-Actor";

    /** HTTP, to ingest, of a PATCH: the position of the submission that it changes. */
    public static final String HTTP_BASE = "Dibao-Base";

    /** HTTP, to ingest, of an article's PATCH: the article's revision, which must still be the current one. */
    public static final String HTTP_BASE_REVISION = "Dibao-Base-Revision";

    /** HTTP, to ingest, of an article's PATCH: the article's status, such as {@code live} or {@code withdrawn}. */
    public static final String HTTP_BASE_STATUS = "Dibao-Base-Status";

    /** HTTP, to ingest: the date that the article has, in ISO 8601. */
    public static final String HTTP_BASE_DATE = "Dibao-Base-Date";

    /** HTTP, to ingest: the position of the submission that gave the site's settings. */
    public static final String HTTP_BASE_SITE = "Dibao-Base-Site";

    /** HTTP, from render, of a file: the SHA-256 of its bytes in hex and their number, separated by a space. */
    public static final String HTTP_FILE = "Dibao-File";

    /** HTTP, from render, of a picture: the name of its variant that is wanted. */
    public static final String HTTP_VARIANT = "Dibao-Variant";

    /**
     * HTTP, of an article's file: where it is on the sender's side, percent-encoded. An article that came from another place is
     * not replaced.
     */
    public static final String HTTP_PLACE = "Dibao-Place";

    /** HTTP, of an import: {@code at-end} if its sender can take no result before everything is sent. */
    public static final String HTTP_RESULTS = "Dibao-Results";

    /** HTTP, to every service behind the gateway: the secret that authenticates the gateway. */
    public static final String HTTP_SERVICE_SECRET = "Dibao-Service-Secret";

    /** HTTP, to ingest: how many milliseconds the gateway will still wait for the answer. */
    public static final String HTTP_TIME_LEFT = "Dibao-Time-Left";

    /** HTTP, between the services: a warm-up request, not a user's; no metric counts it. */
    public static final String HTTP_WARM_UP = "Dibao-Warm-Up";

    private Headers() {}
}
