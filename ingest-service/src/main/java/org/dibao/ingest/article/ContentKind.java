package org.dibao.ingest.article;

/** The format in which an article is sent. */
public enum ContentKind {
    JSON("application/json"),
    MARKDOWN("text/markdown"),
    HTML("text/html");

    private final String mediaType;

    ContentKind(String mediaType) {
        this.mediaType = mediaType;
    }

    public String mediaType() {
        return mediaType;
    }
}
