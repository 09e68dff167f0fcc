package org.dibao.gateway.auth;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a key may do. */
public enum Scope {
    /** Articles and files: put, change, withdraw and restore them. */
    PUBLISH("publish"),
    /** Many articles in one request. */
    IMPORT("import"),
    /** The site's settings. */
    SITE("site"),
    /** What is not public: drafts, scheduled and withdrawn articles, revisions, sources, the list of files. */
    READ_DRAFTS("read-drafts"),
    /** Keys, subscriptions, dead letters, traces and the details of the status. */
    OPERATE("operate");

    public static final Set<Scope> ALL = Collections.unmodifiableSet(EnumSet.allOf(Scope.class));

    private final String text;

    Scope(String text) {
        this.text = text;
    }

    /** Its name in requests, answers and records. */
    @JsonValue
    public String text() {
        return text;
    }

    public static Optional<Scope> of(String text) {
        return Stream.of(values()).filter(scope -> scope.text.equals(text)).findFirst();
    }

    /** For messages: {@code publish, import, …}. */
    public static String names() {
        return Stream.of(values()).map(Scope::text).collect(Collectors.joining(", "));
    }
}
