package org.dibao.gateway.keys;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.dibao.contract.event.Problem;
import org.dibao.contract.json.Json;
import org.dibao.gateway.auth.Scope;
import org.dibao.support.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The body of a request about a key. Whatever is wrong is told with the member's name. */
final class KeyRequest {
    private final JsonNode json;

    private KeyRequest(JsonNode json) {
        this.json = json;
    }

    /** @param members those that it may have */
    static KeyRequest read(byte[] body, Set<String> members) {
        JsonNode json;
        try {
            json = Json.mapper().readTree(body.length == 0 ? new byte[] {'{', '}'} : body);
        } catch (JacksonException e) {
            throw wrong(null, "The body is not JSON.");
        }
        if (!json.isObject()) {
            throw wrong(null, "The body must be a JSON object.");
        }
        for (String name : json.propertyNames()) {
            if (!members.contains(name)) {
                throw wrong(name, name + " is unknown: the members are " + String.join(", ", new TreeSet<>(members)));
            }
        }
        return new KeyRequest(json);
    }

    String name() {
        String name = json.path("name").asString("");
        if (!name.matches("[A-Za-z0-9._-]{1,64}")) {
            throw wrong("name", "name must be 1 to 64 of A-Z a-z 0-9 . _ -");
        }
        return name;
    }

    List<Scope> scopes() {
        List<Scope> scopes = new ArrayList<>();
        for (JsonNode one : json.path("scopes")) {
            scopes.add(Scope.of(one.asString(""))
                    .orElseThrow(() ->
                            wrong("scopes", "scopes has " + one + "; it must be a list of some of " + Scope.names())));
        }
        if (scopes.isEmpty()) {
            throw wrong("scopes", "scopes must be a list of some of " + Scope.names());
        }
        return scopes.stream().distinct().sorted().toList();
    }

    boolean has(String member) {
        return json.has(member);
    }

    /** @return absent if the member is null or not there */
    @Nullable
    Instant ahead(String member, Instant now) {
        JsonNode given = json.path(member);
        if (given.isMissingNode() || given.isNull()) {
            return null;
        }
        try {
            Instant time = Instant.parse(given.asString(""));
            if (time.isBefore(now)) {
                throw wrong(member, member + " is " + time + ", which is over; it must lie ahead");
            }
            return time;
        } catch (DateTimeParseException e) {
            throw wrong(member, member + " must be a time such as 2027-01-31T00:00:00Z");
        }
    }

    private static ProblemException wrong(@Nullable String member, String detail) {
        return new ProblemException(new Problem(Problem.Type.MALFORMED, 400, detail, member));
    }
}
