package org.dibao.contract.article;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What tells in which listings an article is, and where in them. */
public interface Listable {
    OffsetDateTime date();

    /** When it was accepted as readers see it. */
    Instant modifiedAt();

    List<String> categories();

    List<String> tags();

    List<String> authors();

    /** Whether it is a static page, which is in no listing of articles. */
    boolean isPage();

    /** Whether the front page shows it first. */
    boolean pinned();

    /** What it has in common with its translations. */
    @Nullable
    String translationKey();
}
