package org.dibao.gateway.auth;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import org.dibao.gateway.operations.Operation;
import org.dibao.gateway.operations.OperationListener;
import org.dibao.gateway.operations.Recorded;
import org.springframework.stereotype.Component;

/** All keys: the first one, which a setting or a file gives, and those that were added. */
@Component
public final class KeyRing implements OperationListener {
    private final ApiKey first;
    private final Clock clock;
    private final Map<String, NamedKey> added = new ConcurrentSkipListMap<>();

    KeyRing(ApiKey first, Clock clock) {
        this.first = first;
        this.clock = clock;
    }

    /** The name of the key that is not in the log: it may do everything, does not expire, and cannot be changed here. */
    public String first() {
        return first.name();
    }

    /** By name. */
    public Collection<NamedKey> added() {
        return List.copyOf(added.values());
    }

    public Optional<NamedKey> find(String name) {
        return Optional.ofNullable(added.get(name));
    }

    /** What the holder of a secret may do. It takes the same time for every wrong secret of the right form. */
    Access access(String given) {
        boolean isFirst = first.secret().matches(given);
        Access found = new Access.Refused();
        if (KeySecret.isOne(given)) {
            byte[] digest = KeySecret.sha256(given);
            for (NamedKey key : added.values()) { // all of them, whichever it is
                for (NamedKey.Hashed secret : secrets(key)) {
                    if (secret.matches(digest)) {
                        found = access(key, secret, clock.instant());
                    }
                }
            }
        }
        return isFirst ? new Access.Holder(first.name(), Scope.ALL) : found;
    }

    private static List<NamedKey.Hashed> secrets(NamedKey key) {
        NamedKey.Hashed former = key.former();
        return former == null ? List.of(key.secret()) : List.of(key.secret(), former);
    }

    private static Access access(NamedKey key, NamedKey.Hashed secret, Instant now) {
        return secret.until() != null && secret.isExpired(now)
                ? new Access.Expired(key.name(), secret.until())
                : new Access.Holder(key.name(), key.scopes());
    }

    @Override
    public void on(Recorded recorded) {
        switch (recorded.operation()) {
            case Operation.KeyAdded add ->
                added.put(
                        add.name(),
                        new NamedKey(
                                add.name(),
                                scopes(add.scopes()),
                                recorded.at(),
                                recorded.by(),
                                new NamedKey.Hashed(hash(add.sha256()), recorded.at(), add.expires()),
                                null));
            case Operation.KeyRotated rotate ->
                added.computeIfPresent(
                        rotate.name(),
                        (_, key) -> key.rotated(
                                new NamedKey.Hashed(hash(rotate.sha256()), recorded.at(), rotate.expires()),
                                rotate.formerUntil()));
            case Operation.KeyRemoved remove -> added.remove(remove.name());
            case Operation.DeadLetterRetried _, Operation.DeadLetterDiscarded _ -> {
                // no key
            }
        }
    }

    private static byte[] hash(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    /** Those that this release knows. */
    private static Set<Scope> scopes(Collection<String> names) {
        List<Scope> known = new ArrayList<>();
        names.forEach(name -> Scope.of(name).ifPresent(known::add));
        return known.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(known));
    }
}
