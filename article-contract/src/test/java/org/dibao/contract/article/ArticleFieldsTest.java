package org.dibao.contract.article;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;
import org.dibao.contract.EveryField;
import org.junit.jupiter.api.Test;

/**
 * A field that is added has to be thought of in several places. Where one was forgotten, a test here fails with the field's
 * name; where it is left out on purpose, that is said here.
 */
class ArticleFieldsTest {
    /** What becomes of them: the path, the redirects, the status, and dates in the site's time zone. */
    private static final Set<String> FOLDED = Set.of(
            "slug",
            "permalink",
            "redirectFrom",
            "redirectFromHosts",
            "draft",
            "publishAt",
            "withdrawAt",
            "date",
            "modified",
            "source");

    private static final Set<String> SEEN =
            Set.of("title", "date", "categories", "tags", "authors", "excerpt", "lang", "image", "origin", "html");
    private static final Set<String> NOT_SEEN = Set.of(
            "id",
            "revision",
            "path",
            "acceptedAt",
            "modifiedAt",
            "layout",
            "pinned",
            "translationKey",
            "modified",
            "lead", // made from the body
            "extra",
            "by");

    private static final Set<String> LISTED = Set.of(
            "id",
            "path",
            "title",
            "date",
            "categories",
            "tags",
            "authors",
            "excerpt",
            "lang",
            "image",
            "layout",
            "pinned",
            "translationKey");
    private static final Set<String> NOT_LISTED = Set.of(
            "revision",
            "acceptedAt",
            "modifiedAt",
            "modified",
            "origin",
            "lead", // has a digest of its own, because most articles have an excerpt instead
            "extra",
            "html",
            "by");

    private final Article article = EveryField.filled(Article.class);

    @Test
    void anArticleTakesOverWhatItsDraftHas() {
        ArticleDraft draft = EveryField.filled(ArticleDraft.class);
        Article taken = Article.from(draft)
                .id(article.id())
                .revision(article.revision())
                .path(article.path())
                .date(article.date())
                .acceptedAt(article.acceptedAt())
                .modifiedAt(article.modifiedAt())
                .html(article.html())
                .by(article.by())
                .build();

        for (String field : EveryField.of(ArticleDraft.class)) {
            if (!FOLDED.contains(field)) {
                assertThat(EveryField.of(Article.class))
                        .as("fields of an article")
                        .contains(field);
                assertThat(EveryField.get(taken, field)).as(field).isEqualTo(EveryField.get(draft, field));
            }
        }
    }

    @Test
    void whatReadersSeeIsInTheDigestOfIt() {
        assertThat(EveryField.of(Article.class))
                .as("say for each field whether readers see it")
                .containsExactlyInAnyOrderElementsOf(union(SEEN, NOT_SEEN));
        assertThat(inDigest(Article::seen)).containsExactlyInAnyOrderElementsOf(SEEN);
    }

    @Test
    void whatListingsShowIsInTheDigestOfIt() {
        assertThat(EveryField.of(Article.class))
                .as("say for each field whether listings show it, or go by it")
                .containsExactlyInAnyOrderElementsOf(union(LISTED, NOT_LISTED));
        assertThat(inDigest(Article::card)).containsExactlyInAnyOrderElementsOf(LISTED);
    }

    private Set<String> inDigest(Function<Article, String> digest) {
        Set<String> fields = new LinkedHashSet<>();
        for (String field : EveryField.of(Article.class)) {
            if (!digest.apply(EveryField.changed(article, field)).equals(digest.apply(article))) {
                fields.add(field);
            }
        }
        return fields;
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        Set<String> union = new LinkedHashSet<>(some);
        union.addAll(others);
        return union;
    }
}
