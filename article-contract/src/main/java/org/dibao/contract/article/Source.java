package org.dibao.contract.article;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The body as it was written, before any conversion. */
public record Source(Format format, String text) {

    public Source {
        requireNonNull(format, "format");
        requireNonNull(text, "text");
    }

    /** The markup language of the body. */
    public enum Format {
        @JsonProperty("markdown")
        MARKDOWN,
        @JsonProperty("html")
        HTML
    }
}
