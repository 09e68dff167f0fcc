package org.dibao.contract.article;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.avaje.recordbuilder.RecordBuilder;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of an article before a fact, as far as purging and filters need it.
 *
 * @param lang      absent also in events of earlier releases
 * @param listed    whether it was live and so in the listings
 * @param card      a digest of what listings show of it except its lead: if both are equal, no listing has changed
 * @param lead      {@link Article#leadDigest}, or {@link #UNKNOWN_LEAD}; empty in events of earlier releases as well
 * @param page      whether it was a static page
 * @param translationKey the key it shared with its translations
 * @param redirects the paths that redirected to it
 */
@RecordBuilder
public record PreviousState(
        ArticlePath path,
        OffsetDateTime date,
        List<String> categories,
        List<String> tags,
        List<String> authors,
        @Nullable String lang,
        @JsonProperty(required = true) boolean listed,
        String card,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) String lead,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean page,
        @Nullable String translationKey,
        List<ArticlePath> redirects) {

    /** Of an article that an earlier release decided: equal to no digest. */
    public static final String UNKNOWN_LEAD = "unknown";

    @SuppressWarnings({"ConstantValue", "RedundantNullCheck"}) // what JSON leaves out arrives as null
    public PreviousState {
        requireNonNull(path, "path");
        requireNonNull(date, "date");
        requireNonNull(card, "card");
        lead = lead == null ? "" : lead;
        categories = categories == null ? List.of() : List.copyOf(categories);
        tags = tags == null ? List.of() : List.copyOf(tags);
        authors = authors == null ? List.of() : List.copyOf(authors);
        redirects = redirects == null ? List.of() : List.copyOf(redirects);
    }
}
