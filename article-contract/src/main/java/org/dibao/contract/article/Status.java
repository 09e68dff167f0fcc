package org.dibao.contract.article;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The status of an article. */
public enum Status {
    @JsonProperty("live")
    LIVE,
    @JsonProperty("draft")
    DRAFT,
    @JsonProperty("scheduled")
    SCHEDULED,
    @JsonProperty("withdrawn")
    WITHDRAWN,
    @JsonProperty("erased")
    ERASED
}
