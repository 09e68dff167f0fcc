package org.dibao.gateway.operations;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import org.dibao.contract.article.Position;
import org.jspecify.annotations.Nullable;

/** Something that an operator did. It never contains a secret. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Operation.KeyAdded.class, name = "key-added"),
    @JsonSubTypes.Type(value = Operation.KeyRotated.class, name = "key-rotated"),
    @JsonSubTypes.Type(value = Operation.KeyRemoved.class, name = "key-removed"),
    @JsonSubTypes.Type(value = Operation.DeadLetterRetried.class, name = "dead-letter-retried"),
    @JsonSubTypes.Type(value = Operation.DeadLetterDiscarded.class, name = "dead-letter-discarded")
})
public sealed interface Operation {

    /**
     * A new API key.
     *
     * @param sha256  of its secret, hex
     * @param scopes  what it may do, by their names
     * @param expires from when on it is refused; absent if it never is
     */
    record KeyAdded(
            String name,
            String sha256,
            List<String> scopes,
            @Nullable Instant expires) implements Operation {
        public KeyAdded {
            scopes = List.copyOf(scopes);
        }
    }

    /**
     * The key has a new secret.
     *
     * @param formerUntil how long the secret before it is still accepted
     */
    record KeyRotated(String name, String sha256, @Nullable Instant expires, Instant formerUntil)
            implements Operation {}

    /** The key is refused from now on. */
    record KeyRemoved(String name) implements Operation {}

    /**
     * A record that could not be read entered the log anew.
     *
     * @param topic    the topic that it was in
     * @param position its offset there
     * @param as       the position of the new submission
     */
    record DeadLetterRetried(String topic, Position position, Position as) implements Operation {}

    /** A record that could not be read is not wanted. */
    record DeadLetterDiscarded(String topic, Position position) implements Operation {}
}
