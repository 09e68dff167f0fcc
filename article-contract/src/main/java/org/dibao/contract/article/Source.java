package org.dibao.contract.article;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The body as it was written, before anything was made from it. */
public record Source(Format format, String text) {

    public Source {
        requireNonNull(format, "format");
        requireNonNull(text, "text");
    }

    /** What the body was written in. */
    public enum Format {
        @JsonProperty("markdown")
        MARKDOWN,
        @JsonProperty("html")
        HTML
    }
}
