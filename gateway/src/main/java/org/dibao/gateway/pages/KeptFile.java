package org.dibao.gateway.pages;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dibao.contract.file.Variant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/**
 * A file that a publisher keeps on the site, as render names it: what is sent is in the blobs.
 *
 * @param hash    SHA-256 of the bytes, in hex
 * @param length  in bytes
 * @param variant the copy of this picture that is wanted; absent: the file itself
 */
record KeptFile(String hash, long length, @Nullable Variant variant) {
    private static final Pattern NAMED = Pattern.compile("([0-9a-f]{64}) ([0-9]{1,18})");
    private static final String POLICY = "Content-Security-Policy";
    /** A picture or a film is shown by a page that the browser makes of it, under this policy. */
    private static final String PASSIVE =
            "default-src 'none'; img-src 'self' data:; media-src 'self'; style-src 'unsafe-inline'; base-uri 'none';"
                    + " form-action 'none'; frame-ancestors 'none'";
    /** What could run or link runs nothing, and as nobody: it is of no origin. */
    private static final String SANDBOXED = "sandbox; " + PASSIVE;

    /**
     * @param variant the name of one; absent for the file itself
     * @return null if it names none
     */
    static @Nullable KeptFile of(@Nullable String header, @Nullable String variant) {
        Matcher named = NAMED.matcher(header == null ? "" : header);
        return named.matches()
                ? new KeptFile(
                        named.group(1),
                        Long.parseLong(named.group(2)),
                        variant == null ? null : Variant.named(variant).orElse(null))
                : null;
    }

    /** The file itself, of which this is a variant. */
    KeptFile original() {
        return new KeptFile(hash, length, null);
    }

    /** Adds what a browser must know, to make nothing of the file that it is not. */
    static void guard(HttpHeaders headers) {
        MediaType type = headers.getContentType();
        boolean active = type != null
                && (type.getSubtype().equals("html")
                        || type.getSubtype().equals("xml")
                        || type.getSubtype().endsWith("+xml"));
        headers.set(POLICY, active ? SANDBOXED : PASSIVE);
        if (MediaType.APPLICATION_OCTET_STREAM.equals(type)) {
            headers.set(HttpHeaders.CONTENT_DISPOSITION, "attachment");
        }
    }
}
