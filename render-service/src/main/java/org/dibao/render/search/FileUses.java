package org.dibao.render.search;

import java.util.List;
import org.dibao.contract.article.ArticlePath;
import org.jspecify.annotations.Nullable;

/**
 * Live articles that show a file or lead to it.
 *
 * @param articles by their ids
 * @param next     the id after which the next page begins; absent on the last one
 * @param whole    whether all articles were looked at, which is not the case while the index is being rebuilt
 */
public record FileUses(List<Use> articles, @Nullable String next, boolean whole) {

    /** One of them. */
    public record Use(String id, String title, ArticlePath path) {}
}
