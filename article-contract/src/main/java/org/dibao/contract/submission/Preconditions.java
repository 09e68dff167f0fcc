package org.dibao.contract.submission;

import org.dibao.contract.article.Revision;
import org.jspecify.annotations.Nullable;

/**
 * What must hold, decided in log order (RFC 9110, 13.1).
 *
 * @param ifMatch    {@code If-Match: "3"}: the article's revision is this one
 * @param createOnly {@code If-None-Match: *}: no such article exists yet, whether live, draft or withdrawn
 */
public record Preconditions(@Nullable Revision ifMatch, boolean createOnly) {
    public static final Preconditions NONE = new Preconditions(null, false);
}
