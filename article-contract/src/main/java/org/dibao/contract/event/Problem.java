package org.dibao.contract.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Why a submission was refused, as in {@code application/problem+json} (RFC 9457).
 *
 * @param field the field it is about, as the publisher named it
 */
public record Problem(
        Type type, int status, String detail, @Nullable String field) {

    public Problem {
        requireNonNull(type, "type");
        requireNonNull(detail, "detail");
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("a problem's status is 400 to 599");
        }
    }

    /** The kinds of problem; {@code /problems/<slug>} is the problem's {@code type}. */
    public enum Type {
        INVALID("invalid", "The article is not valid", 422),
        MALFORMED("malformed", "The request cannot be read", 400),
        UNSUPPORTED_TYPE("unsupported-type", "The content type is not supported", 415),
        TOO_LARGE("too-large", "The request is too large", 413),
        UNAUTHORIZED("unauthorized", "A valid key is needed", 401),
        NOT_FOUND("not-found", "Not found", 404),
        GONE("gone", "The article was withdrawn", 410),
        PATH_TAKEN("path-taken", "The path is taken", 409),
        PRECONDITION_FAILED("precondition-failed", "A condition of the request does not hold", 412),
        KEY_REUSED("idempotency-key-reused", "The idempotency key belongs to another request", 422),
        TOO_MANY("too-many", "Too much is under way", 429),
        UNAVAILABLE("unavailable", "A part of the system does not answer", 503),
        UNREADABLE("unreadable", "The record cannot be read", 422),
        INVALID_FILE("invalid-file", "The file is not valid", 422),
        INVALID_SITE("invalid-site", "The site's settings are not valid", 422),
        INVALID_SUBSCRIPTION("invalid-subscription", "The subscription is not valid", 422),
        DISK_FULL("disk-full", "A disk is nearly full", 507),
        UNKNOWN_CURSOR("unknown-cursor", "The cursor belongs to no event of this log", 410),
        SCOPE_MISSING("scope-missing", "The key may not do this", 403),
        KEY_EXPIRED("key-expired", "The key has expired", 401);

        private final String slug;
        private final String title;
        private final int status;

        Type(String slug, String title, int status) {
            this.slug = slug;
            this.title = title;
            this.status = status;
        }

        @JsonValue
        public String slug() {
            return slug;
        }

        public String title() {
            return title;
        }

        /** The matching HTTP status. */
        public int status() {
            return status;
        }

        /** The address that identifies it, relative to the site; a page there explains it. */
        public String uri() {
            return "/problems/" + slug;
        }

        /** @return absent if the address identifies no type */
        public static Optional<Type> at(String uri) {
            return Stream.of(values()).filter(type -> type.uri().equals(uri)).findFirst();
        }

        @JsonCreator
        static Type of(String slug) {
            for (Type type : values()) {
                if (type.slug.equals(slug)) {
                    return type;
                }
            }
            throw new IllegalArgumentException("unknown problem type " + slug);
        }
    }

    public static Problem of(Type type, String detail) {
        return new Problem(type, type.status(), detail, null);
    }

    public static Problem of(Type type, String field, String detail) {
        return new Problem(type, type.status(), detail, field);
    }

    /** The problem's {@code type} member: a reference relative to the site. */
    public String uri() {
        return type.uri();
    }
}
