package org.dibao.store.fold;

import org.dibao.contract.article.Revision;
import org.dibao.contract.event.Problem;
import org.dibao.contract.submission.Preconditions;
import org.jspecify.annotations.Nullable;

/** What a request requires of what it changes, such as {@code If-Match} (RFC 9110, section 13.1). */
final class Conditions {
    private Conditions() {}

    /**
     * @param now    the revision of what is there; absent if nothing is
     * @param what   what it is, such as {@code article}
     * @param exists says of what is there that it exists, without its revision
     * @return absent if all that is required is met
     */
    static @Nullable Problem unmet(Preconditions required, @Nullable Revision now, String what, String exists) {
        if (required.createOnly() && now != null) {
            return Problem.of(Problem.Type.PRECONDITION_FAILED, "If-None-Match", exists + ", at revision " + now);
        }
        Revision expected = required.ifMatch();
        if (expected != null && !expected.equals(now)) {
            return Problem.of(
                    Problem.Type.PRECONDITION_FAILED,
                    "If-Match",
                    now == null
                            ? "there is no such " + what
                            : "the " + what + " is at revision " + now + ", not " + expected);
        }
        return null;
    }
}
