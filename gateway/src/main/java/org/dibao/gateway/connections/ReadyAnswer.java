package org.dibao.gateway.connections;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatusCode;

/**
 * An answer that can be sent as it is, as often as needed within the second of its date.
 *
 * @param body empty for HEAD and 304
 */
public record ReadyAnswer(Head head, byte[] body) {

    /** What precedes a body. */
    public static final class Head {
        private final HttpResponseStatus status;
        private final HttpHeaders headers;

        private Head(HttpResponseStatus status, HttpHeaders headers) {
            this.status = status;
            this.headers = headers;
        }
    }

    /**
     * Adds to an answer's headers what every answer has.
     *
     * @param second the answer's date
     */
    public static Head head(int status, org.springframework.http.HttpHeaders headers, Instant second) {
        org.springframework.http.HttpHeaders all = new org.springframework.http.HttpHeaders();
        all.putAll(headers);
        SecurityHeaders.set(all, HttpStatusCode.valueOf(status), HttpDate.of(second));
        return new Head(HttpResponseStatus.valueOf(status), inOnePiece(all));
    }

    /**
     * Headers that Netty copies into an answer at once: for it they are one, whose value goes on with the lines of all others. Nobody reads
     * them between here and the connection.
     */
    private static HttpHeaders inOnePiece(org.springframework.http.HttpHeaders all) {
        List<String> lines = all.headerSet().stream()
                .flatMap(header -> header.getValue().stream().map(value -> header.getKey() + ": " + value))
                .toList();
        String first = lines.getFirst();
        int end = first.indexOf(':');
        String rest = first.substring(end + 2)
                + lines.stream().skip(1).map(line -> "\r\n" + line).collect(Collectors.joining());
        return DefaultHttpHeadersFactory.headersFactory()
                .withValidation(false)
                .newHeaders()
                .add(AsciiString.of(first.substring(0, end)), AsciiString.of(rest));
    }

    int status() {
        return head.status.code();
    }

    FullHttpResponse response() {
        return new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                head.status,
                Unpooled.wrappedBuffer(body),
                head.headers,
                EmptyHttpHeaders.INSTANCE);
    }
}
