package org.dibao.delivery.targets;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** What became of one request. */
public sealed interface TargetResult {

    /** From when the attempt began, which is when it was its turn. */
    Duration took();

    /**
     * The target has answered, whatever the status.
     *
     * @param body its beginning, up to {@code dibao.delivery.target.max-body}
     * @param cut  whether there was more
     */
    record Answered(int status, HttpHeaders headers, byte[] body, boolean cut, Duration took) implements TargetResult {
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        public @Nullable String header(String name) {
            return headers.getFirst(name);
        }
    }

    /**
     * There is no answer, or not the whole of its header section.
     *
     * @param what a sentence for the operator
     */
    record Failed(Reason reason, String what, Duration took) implements TargetResult {
        /** Whether there was a connection. */
        public boolean connected() {
            return reason == Reason.TOO_SLOW || reason == Reason.BROKEN;
        }
    }

    enum Reason {
        /** Nothing was connected to: the rules for targets do not allow it. */
        NOT_ALLOWED,
        /** Nobody can be connected to there. */
        UNREACHABLE,
        /** Whether the target has taken the request is unknown. */
        TOO_SLOW,
        /** The connection broke, or what came was not HTTP: whether the target has taken the request is unknown. */
        BROKEN
    }
}
