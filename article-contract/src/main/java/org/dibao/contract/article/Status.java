package org.dibao.contract.article;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How an article stands. {@code SCHEDULED} and {@code ERASED} are reserved: nothing leads to them yet. */
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
