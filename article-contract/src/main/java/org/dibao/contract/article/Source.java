package org.dibao.contract.article;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The body as it was written, before anything was made from it. */
public record Source(Format format, String text) {

    /** What the body was written in. */
    public enum Format {
        @JsonProperty("markdown")
        MARKDOWN,
        @JsonProperty("html")
        HTML
    }
}
