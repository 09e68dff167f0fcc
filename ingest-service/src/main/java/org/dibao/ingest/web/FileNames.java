package org.dibao.ingest.web;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.dibao.contract.article.ArticlePath;
import org.dibao.ingest.article.FileName;
import org.dibao.ingest.fields.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;

/** The file name in a request's headers. Header values are UTF-8 or percent-encoded UTF-8 (RFC 5023, 9.7; RFC 6266). */
final class FileNames {
    private FileNames() {}

    /** From {@code Slug}, otherwise from {@code Content-Disposition}; absent if neither contains one. */
    static @Nullable FileName of(HttpHeaders headers) {
        String name = plain(headers);
        if (name == null) {
            return null;
        }
        FileName file = FileName.of(name);
        String slug = headers.getFirst("Slug");
        if (slug != null && !slug.isBlank() && file.stem().isBlank()) {
            throw Refused.malformed("Slug", "Slug does not contain a file name");
        }
        return file;
    }

    /** The same as it was written, without a meaning for articles. */
    static @Nullable String plain(HttpHeaders headers) {
        String slug = headers.getFirst("Slug");
        if (slug != null && !slug.isBlank()) {
            return decoded(utf8(slug.strip()));
        }
        String disposition = headers.getFirst(HttpHeaders.CONTENT_DISPOSITION);
        if (disposition == null) {
            return null;
        }
        String name;
        try {
            name = ContentDisposition.parse(utf8(disposition)).getFilename();
        } catch (IllegalArgumentException e) {
            throw Refused.malformed(
                    "Content-Disposition",
                    "write it as Content-Disposition: attachment; filename=\"2022-01-25-name.md\"");
        }
        return name == null || name.isBlank() ? null : name;
    }

    static String decoded(String name) {
        try {
            return ArticlePath.decode(name);
        } catch (IllegalArgumentException e) {
            return name;
        }
    }

    /** Netty decodes headers as Latin-1; most senders mean UTF-8. */
    static String utf8(String header) {
        if (header.chars().allMatch(c -> c < 0x80) || header.chars().anyMatch(c -> c > 0xFF)) {
            return header;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(header.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            return header;
        }
    }
}
