package org.dibao.ingest.files;

import static java.util.Map.entry;

import java.util.Locale;
import java.util.Map;

/**
 * The media types of files, by the extension of their names: a fixed table, so that nothing that a sender says decides what a
 * browser makes of a file. Scripts are plain text, because nothing that is kept here runs.
 */
final class FileTypes {
    /** To be saved, not shown. */
    static final String UNKNOWN = "application/octet-stream";

    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String OFFICE = "application/vnd.openxmlformats-officedocument.";
    private static final String OPEN = "application/vnd.oasis.opendocument.";

    private static final Map<String, String> BY_EXTENSION = Map.ofEntries(
            entry("jpg", "image/jpeg"),
            entry("jpeg", "image/jpeg"),
            entry("jpe", "image/jpeg"),
            entry("png", "image/png"),
            entry("gif", "image/gif"),
            entry("webp", "image/webp"),
            entry("avif", "image/avif"),
            entry("svg", "image/svg+xml"),
            entry("ico", "image/vnd.microsoft.icon"),
            entry("bmp", "image/bmp"),
            entry("tif", "image/tiff"),
            entry("tiff", "image/tiff"),
            entry("heic", "image/heic"),
            entry("mp4", "video/mp4"),
            entry("m4v", "video/mp4"),
            entry("webm", "video/webm"),
            entry("ogv", "video/ogg"),
            entry("mov", "video/quicktime"),
            entry("mp3", "audio/mpeg"),
            entry("m4a", "audio/mp4"),
            entry("ogg", "audio/ogg"),
            entry("oga", "audio/ogg"),
            entry("opus", "audio/ogg"),
            entry("wav", "audio/wav"),
            entry("flac", "audio/flac"),
            entry("vtt", "text/vtt; charset=utf-8"),
            entry("pdf", "application/pdf"),
            entry("txt", TEXT),
            entry("log", TEXT),
            entry("md", TEXT),
            entry("js", TEXT),
            entry("mjs", TEXT),
            entry("css", "text/css; charset=utf-8"),
            entry("csv", "text/csv; charset=utf-8"),
            entry("ics", "text/calendar; charset=utf-8"),
            entry("json", "application/json"),
            entry("geojson", "application/geo+json"),
            entry("webmanifest", "application/manifest+json"),
            entry("xml", "application/xml"),
            entry("html", "text/html; charset=utf-8"),
            entry("htm", "text/html; charset=utf-8"),
            entry("xhtml", "application/xhtml+xml"),
            entry("woff", "font/woff"),
            entry("woff2", "font/woff2"),
            entry("ttf", "font/ttf"),
            entry("otf", "font/otf"),
            entry("zip", "application/zip"),
            entry("gz", "application/gzip"),
            entry("tgz", "application/gzip"),
            entry("epub", "application/epub+zip"),
            entry("rtf", "application/rtf"),
            entry("doc", "application/msword"),
            entry("xls", "application/vnd.ms-excel"),
            entry("ppt", "application/vnd.ms-powerpoint"),
            entry("docx", OFFICE + "wordprocessingml.document"),
            entry("xlsx", OFFICE + "spreadsheetml.sheet"),
            entry("pptx", OFFICE + "presentationml.presentation"),
            entry("odt", OPEN + "text"),
            entry("ods", OPEN + "spreadsheet"),
            entry("odp", OPEN + "presentation"));

    private FileTypes() {}

    /** @return {@link #UNKNOWN} if the table does not have the name's extension, or the name has none */
    static String of(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0
                ? UNKNOWN
                : BY_EXTENSION.getOrDefault(name.substring(dot + 1).toLowerCase(Locale.ROOT), UNKNOWN);
    }
}
