package org.dibao.render.view;

import org.dibao.contract.article.ArticleId;

/** An article in a listing. */
public record Item(ArticleId id, ListedArticle entry) {}
