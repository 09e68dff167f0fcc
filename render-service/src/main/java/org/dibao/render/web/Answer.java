package org.dibao.render.web;

import java.nio.charset.StandardCharsets;
import org.dibao.contract.event.Problem;
import org.dibao.render.theme.Asset;

/** What a request gets, before it becomes HTTP. */
sealed interface Answer {

    /** A page for people. */
    record Html(int status, byte[] body) implements Answer {
        static Html of(int status, String html) {
            return new Html(status, html.getBytes(StandardCharsets.UTF_8));
        }
    }

    record Json(byte[] body) implements Answer {}

    /** A file of the theme. */
    record File(Asset asset) implements Answer {}

    /** @param to percent-encoded */
    record Elsewhere(int status, String to) implements Answer {}

    /** @param retryAfter seconds; 0: does not say */
    record Refused(Problem problem, int retryAfter) implements Answer {
        static Refused of(Problem problem) {
            return new Refused(problem, 0);
        }
    }
}
