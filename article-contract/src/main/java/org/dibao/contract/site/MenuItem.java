package org.dibao.contract.site;

import static java.util.Objects.requireNonNull;

/**
 * A link in the menu.
 *
 * @param href a path on this site, encoded as in a link, or an absolute http or https address
 */
public record MenuItem(String title, String href) {
    public static final int MAX_TITLE = 500;

    /** @throws IllegalArgumentException with the field's name and what is wrong with it */
    @SuppressWarnings({"ConstantValue", "RedundantNullCheck"}) // what JSON leaves out arrives as null
    public MenuItem {
        Checks.check(title != null && !title.isBlank(), "title: it is missing; say what the link is called");
        Checks.check(href != null && !href.isBlank(), "href: it is missing; say where the link leads");
        title = requireNonNull(Checks.line("title", title, MAX_TITLE));
        href = requireNonNull(Checks.address("href", href));
    }
}
