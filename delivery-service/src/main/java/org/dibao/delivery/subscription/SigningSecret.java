package org.dibao.delivery.subscription;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A secret that messages are signed with. Its text form does not show it.
 *
 * @param value   in the form in which the subscriber got it, such as {@code whsec_…}
 * @param expires from when on it is no longer used; absent for the current one
 */
public record SigningSecret(String value, @Nullable Instant expires) {

    public boolean isValidAt(Instant time) {
        return expires == null || time.isBefore(expires);
    }

    @Override
    public String toString() {
        return expires == null ? "(secret)" : "(secret, until " + expires + ")";
    }
}
