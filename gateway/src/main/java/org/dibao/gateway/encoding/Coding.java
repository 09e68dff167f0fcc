package org.dibao.gateway.encoding;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** A content coding that the gateway can give, the preferred one first. */
public enum Coding {
    GZIP("gzip") {
        @Override
        OutputStream into(OutputStream out) throws IOException {
            return new GZIPOutputStream(out, 8192);
        }
    },
    /** The bytes as they are; no coding is named. */
    IDENTITY("identity") {
        @Override
        OutputStream into(OutputStream out) {
            return out;
        }
    };

    private final String token;

    Coding(String token) {
        this.token = token;
    }

    abstract OutputStream into(OutputStream out) throws IOException;

    /** Its name in {@code Content-Encoding}. */
    public String token() {
        return token;
    }

    /** Takes a while: not on an event loop. */
    public byte[] encode(byte[] plain) {
        ByteArrayOutputStream encoded = new ByteArrayOutputStream(plain.length / 3 + 64);
        try (OutputStream out = into(encoded)) {
            out.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
        return encoded.toByteArray();
    }

    /** The strong tag of a representation in this coding: {@code "7f"} becomes {@code "7f-gzip"}. */
    public String tagged(String etag) {
        return this == IDENTITY ? etag : etag.substring(0, etag.length() - 1) + "-" + token + "\"";
    }

    /** Says in an answer's headers that its body is in this coding. */
    public void describe(HttpHeaders answer) {
        if (this != IDENTITY) {
            answer.set(HttpHeaders.CONTENT_ENCODING, token);
            String etag = answer.getETag();
            if (etag != null) {
                answer.setETag(tagged(etag));
            }
        }
    }

    /** @param name in lower case */
    static @Nullable Coding named(String name) {
        for (Coding coding : values()) {
            if (coding.token.equals(name)) {
                return coding;
            }
        }
        return name.equals("x-gzip") ? GZIP : null; // RFC 9110, 8.4.1.3
    }
}
