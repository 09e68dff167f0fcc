package org.dibao.render.theme;

import org.dibao.contract.article.ArticleId;
import org.dibao.render.view.Entry;

/** An article in a listing. */
public record Item(ArticleId id, Entry.Listed entry) {}
