package org.dibao.gateway.submissions;

import java.time.Instant;
import java.util.List;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.Position;
import org.jspecify.annotations.Nullable;

/** The answer of ingest. */
record Appended(
        Position position,
        @Nullable ArticleId article,
        @Nullable Instant receivedAt,
        Receipt.@Nullable FileLink file,
        @Nullable List<String> warnings) {

    List<String> remarks() {
        return warnings == null ? List.of() : warnings;
    }
}
