package org.dibao.gateway.pages;

import org.dibao.support.problem.ProblemDocuments;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * A part of a body, in answer to a {@code Range} (RFC 9110, 14), or 416 if it has no such part.
 *
 * @param range the part; empty with 416
 */
record PartialAnswer(int status, HttpHeaders headers, ByteRange range) {

    /**
     * @param request its headers
     * @param whole   the headers of the whole answer
     * @param length  of the whole body, in bytes
     * @return null if the whole is to be sent: no part was asked for, or one of another representation (13.1.5)
     */
    static @Nullable PartialAnswer of(HttpHeaders request, HttpHeaders whole, long length) {
        ByteRange range = ByteRange.of(request.getFirst(HttpHeaders.RANGE), length);
        String unlessChanged = request.getFirst(HttpHeaders.IF_RANGE);
        if (range == null || unlessChanged != null && !unlessChanged.equals(whole.getETag())) {
            return null;
        }
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.CONTENT_RANGE, range.of(length));
        if (range.isEmpty()) {
            headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
            headers.setCacheControl("no-store");
            return new PartialAnswer(416, headers, range);
        }
        whole.forEach((name, values) -> {
            if (!name.equalsIgnoreCase(HttpHeaders.CONTENT_LENGTH)) {
                headers.put(name, values);
            }
        });
        return new PartialAnswer(206, headers, range);
    }

    /** The body of 416. */
    static byte[] beyondTheEnd(long length) {
        String detail = "The header Range asks for bytes beyond the end: there are " + length + ".";
        return ProblemDocuments.bytes(ProblemDocuments.of(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE, detail));
    }
}
