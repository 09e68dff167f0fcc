package org.dibao.ingest.operations;

import static org.assertj.core.api.Assertions.assertThat;

import org.dibao.ingest.article.ArticleLimits;
import org.dibao.ingest.article.ArticleReader;
import org.junit.jupiter.api.Test;

class WarmUpTest {
    @Test
    void theSampleIsAnArticle() {
        assertThat(new WarmUp(new ArticleReader(ArticleLimits.DEFAULT)).run(3)).isEqualTo(3);
    }
}
