package org.dibao.ingest.web;

import java.nio.charset.StandardCharsets;
import org.dibao.contract.event.Problem;
import org.dibao.ingest.article.ContentKind;
import org.dibao.ingest.article.FileName;
import org.dibao.ingest.fields.Refused;
import org.dibao.ingest.imports.ImportService;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/** The content type of a request's body. */
final class ContentTypes {
    private static final String ARTICLES =
            "send application/json, text/markdown or text/html, or a file name that ends in .md, .markdown, .html or .json";
    private static final String IMPORTS =
            "send application/x-ndjson (an article as JSON on each line) or application/gzip (a tar.gz"
                    + " of a _posts folder)";

    private static final String PATCHES = "send application/merge-patch+json";

    private ContentTypes() {}

    /**
     * Without a type, or with the one that curl sends by default, the file extension decides.
     *
     * @throws Refused listing the supported types
     */
    static ContentKind article(HttpHeaders headers, @Nullable FileName file) {
        plain(headers);
        MediaType type = type(headers, ARTICLES);
        String name = type == null ? "" : type.getType() + "/" + type.getSubtype();
        return switch (name) {
            case "application/json" -> ContentKind.JSON;
            case "text/markdown", "text/x-markdown" -> ContentKind.MARKDOWN;
            case "text/html" -> ContentKind.HTML;
            case "", "application/octet-stream", "application/x-www-form-urlencoded" -> {
                ContentKind kind = file == null ? null : file.kind();
                if (kind == null) {
                    throw unsupported(name, ARTICLES);
                }
                yield kind;
            }
            default -> throw unsupported(name, ARTICLES);
        };
    }

    static ImportService.Format upload(HttpHeaders headers) {
        plain(headers);
        MediaType type = type(headers, IMPORTS);
        String name = type == null ? "" : type.getType() + "/" + type.getSubtype();
        return switch (name) {
            case "application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines" ->
                ImportService.Format.LINES;
            case "application/gzip", "application/x-gzip", "application/x-tgz", "application/x-gtar" ->
                ImportService.Format.TAR_GZ;
            default -> throw unsupported(name, IMPORTS);
        };
    }

    static void json(HttpHeaders headers) {
        plain(headers);
        MediaType type = type(headers, "send application/json");
        if (type == null || !type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON)) {
            throw unsupported(type == null ? "" : type.getType() + "/" + type.getSubtype(), "send application/json");
        }
    }

    /** A file is sent as it is: its name tells what it is, whatever type the request names. */
    static void file(HttpHeaders headers) {
        plain(headers);
        String type = headers.getFirst(HttpHeaders.CONTENT_TYPE);
        if (type != null && type.strip().regionMatches(true, 0, "multipart/", 0, "multipart/".length())) {
            throw unsupported(
                    "multipart/form-data", "send the file itself as the body (curl -T FILE, or --data-binary @FILE)");
        }
    }

    /** JSON Merge Patch (RFC 7396), also where it is only called JSON. */
    static void patch(HttpHeaders headers) {
        plain(headers);
        MediaType type = type(headers, PATCHES);
        String name = type == null ? "" : type.getType() + "/" + type.getSubtype();
        if (!name.equals("application/merge-patch+json") && !name.equals("application/json")) {
            throw unsupported(name, PATCHES);
        }
    }

    private static @Nullable MediaType type(HttpHeaders headers, String accepted) {
        MediaType type;
        try {
            type = headers.getContentType();
            if (type != null
                    && type.getCharset() != null
                    && !StandardCharsets.UTF_8.equals(type.getCharset())
                    && !StandardCharsets.US_ASCII.equals(type.getCharset())) {
                throw new Refused(Problem.of(
                        Problem.Type.UNSUPPORTED_TYPE,
                        "Content-Type",
                        "the text is in " + type.getCharset() + ": send it in UTF-8"));
            }
        } catch (IllegalArgumentException e) {
            throw unsupported(String.valueOf(headers.getFirst(HttpHeaders.CONTENT_TYPE)), accepted);
        }
        return type;
    }

    private static void plain(HttpHeaders headers) {
        String encoding = headers.getFirst(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.isBlank() && !encoding.equalsIgnoreCase("identity")) {
            throw new Refused(Problem.of(
                    Problem.Type.UNSUPPORTED_TYPE,
                    "Content-Encoding",
                    "Content-Encoding " + encoding + " is not supported: send the text unencoded"));
        }
    }

    private static Refused unsupported(String given, String accepted) {
        return new Refused(Problem.of(
                Problem.Type.UNSUPPORTED_TYPE,
                "Content-Type",
                (given.isEmpty() ? "no content type is given" : given + " is not supported") + ": " + accepted));
    }
}
