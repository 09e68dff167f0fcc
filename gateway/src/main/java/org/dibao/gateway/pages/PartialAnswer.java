package org.dibao.gateway.pages;

import java.util.Arrays;
import org.dibao.support.problem.ProblemDocuments;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/** A part of a body, in answer to a {@code Range} (RFC 9110, 14), or 416 if it has no such part. */
record PartialAnswer(int status, HttpHeaders headers, byte[] body) {

    /**
     * @param request its headers
     * @param whole   the headers of the whole answer
     * @return null if the whole is to be sent: no part was asked for, or one of another representation (13.1.5)
     */
    static @Nullable PartialAnswer of(HttpHeaders request, HttpHeaders whole, byte[] body) {
        ByteRange range = ByteRange.of(request.getFirst(HttpHeaders.RANGE), body.length);
        String unlessChanged = request.getFirst(HttpHeaders.IF_RANGE);
        if (range == null || unlessChanged != null && !unlessChanged.equals(whole.getETag())) {
            return null;
        }
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.CONTENT_RANGE, range.of(body.length));
        if (range.isEmpty()) {
            headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
            headers.setCacheControl("no-store");
            String detail = "The header Range asks for bytes beyond the end: there are " + body.length + ".";
            return new PartialAnswer(
                    416,
                    headers,
                    ProblemDocuments.bytes(ProblemDocuments.of(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE, detail)));
        }
        whole.forEach((name, values) -> {
            if (!name.equalsIgnoreCase(HttpHeaders.CONTENT_LENGTH)) {
                headers.put(name, values);
            }
        });
        return new PartialAnswer(206, headers, Arrays.copyOfRange(body, range.from(), range.to()));
    }
}
