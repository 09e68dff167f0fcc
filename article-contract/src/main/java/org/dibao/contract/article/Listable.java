package org.dibao.contract.article;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What determines the listings that an article is in, and its place in them. */
public interface Listable {
    OffsetDateTime date();

    /** When the article as readers see it was accepted. */
    Instant modifiedAt();

    List<String> categories();

    List<String> tags();

    List<String> authors();

    /** Whether it is a static page, which is in no listing of articles. */
    boolean isPage();

    /** Whether the front page shows it first. */
    boolean pinned();

    /** The language of its text, BCP 47; absent: the site's. */
    @Nullable
    String lang();

    /** Shared by all translations of the article. */
    @Nullable
    String translationKey();
}
