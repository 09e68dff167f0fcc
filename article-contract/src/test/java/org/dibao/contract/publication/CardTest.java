package org.dibao.contract.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.Set;
import org.dibao.contract.EveryField;
import org.dibao.contract.article.Article;
import org.junit.jupiter.api.Test;

class CardTest {
    /** These are beside the card in a publication, or in no publication at all. */
    private static final Set<String> LEFT_OUT = Set.of(
            "id",
            "revision",
            "path",
            "acceptedAt",
            "excerpt",
            "image",
            "modified",
            "origin",
            "lead",
            "extra",
            "html",
            "by");

    private final Article article = EveryField.filled(Article.class);

    @Test
    void itHasWhatTheArticleHas() {
        Card card = Card.of(article);

        for (String field : EveryField.of(Card.class)) {
            assertThat(EveryField.get(card, field)).as(field).isEqualTo(EveryField.get(article, field));
        }
    }

    @Test
    void nothingElseIsLeftOut() {
        Set<String> all = new LinkedHashSet<>(EveryField.of(Card.class));
        all.addAll(LEFT_OUT);

        assertThat(EveryField.of(Article.class))
                .as("say for each field of an article whether publications, and so the stream of events, have it")
                .containsExactlyInAnyOrderElementsOf(all);
    }
}
