package org.dibao.render.body;

import java.util.Set;

/** Link relations that HTML and its registries define for links in text. */
final class LinkTypes {
    static final Set<String> KNOWN = Set.of(
            "alternate",
            "author",
            "bookmark",
            "external",
            "help",
            "license",
            "next",
            "nofollow",
            "noopener",
            "noreferrer",
            "prev",
            "search",
            "tag",
            "me",
            "ugc",
            "sponsored",
            "friend",
            "contact",
            "acquaintance",
            "met",
            "colleague",
            "canonical",
            "privacy-policy",
            "terms-of-service",
            "footnote");

    private LinkTypes() {}
}
