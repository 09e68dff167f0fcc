package org.dibao.contract.site;

import static org.dibao.contract.site.Checks.check;

import org.dibao.contract.article.Slug;
import org.jspecify.annotations.Nullable;

/**
 * A site's settings for a category, tag or author that articles name. Its slug is its key in the settings.
 *
 * @param name        how it is shown; absent: as articles write it
 * @param description one sentence about it
 * @param mergedInto  the slug of another term of the same kind: its articles are in that term's listing, and its own
 *                    addresses redirect there
 */
public record Term(
        @Nullable String name,
        @Nullable String description,
        @Nullable String mergedInto) {
    public static final int MAX_NAME = 200;
    public static final int MAX_DESCRIPTION = 1000;

    /** @throws IllegalArgumentException with the field's name and what is wrong with it */
    public Term {
        name = Checks.line("name", name, MAX_NAME);
        description = Checks.line("description", description, MAX_DESCRIPTION);
        mergedInto = Checks.line("mergedInto", mergedInto, MAX_NAME);
        check(
                name != null || mergedInto != null,
                "name: it is missing; it may be left out only where mergedInto is given");
    }

    /** The kinds of terms; each term has a listing. */
    public enum Kind {
        CATEGORY("categories"),
        TAG("tags"),
        AUTHOR("authors");

        private final String field;

        Kind(String field) {
            this.field = field;
        }

        /** The slug of a name; tags differ in more than words. */
        public String slug(String name) {
            return this == TAG ? Slug.ofTag(name) : Slug.of(name);
        }

        /** The setting that holds them. */
        public String field() {
            return field;
        }
    }
}
