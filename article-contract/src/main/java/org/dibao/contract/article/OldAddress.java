package org.dibao.contract.article;

import static java.util.Objects.requireNonNull;

/**
 * An absolute address that used to lead to an article. Only the site's settings can tell whether the host is or was the
 * site's own.
 *
 * @param host in lower case, with the port unless it is the scheme's default
 */
public record OldAddress(String host, ArticlePath path) {
    public OldAddress {
        requireNonNull(host, "host");
        requireNonNull(path, "path");
    }
}
