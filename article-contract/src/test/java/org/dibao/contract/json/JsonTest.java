package org.dibao.contract.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dibao.contract.Post.post;

import org.dibao.contract.EveryField;
import org.dibao.contract.GoldenFiles;
import org.dibao.contract.ModelStore;
import org.dibao.contract.article.Article;
import org.dibao.contract.article.ArticleDraft;
import org.dibao.contract.article.PreviousState;
import org.dibao.contract.publication.Card;
import org.dibao.contract.publication.Publication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @ParameterizedTest
    @ValueSource(classes = {ArticleDraft.class, Article.class, PreviousState.class, Card.class})
    void aRecordsMembersAreItsComponentsInOrderAndNothingElse(Class<? extends Record> type) {
        Record record = EveryField.filled(type);

        assertThat(Json.mapper().readTree(Json.bytes(record)).propertyNames())
                .containsExactlyElementsOf(EveryField.of(type));
        assertThat(Json.read(Json.bytes(record), type)).isEqualTo(record);
    }

    @Test
    void aRecordThatSaysNothingOfAnImportIsNotPartOfOne() {
        String golden = GoldenFiles.read("publication", "published").toString();
        Publication before = Json.read(golden, Publication.class);

        assertThat(before.imported()).isFalse();
        assertThat(Json.read(golden.replaceFirst("\\{", "{\"imported\":true,"), Publication.class)
                        .imported())
                .isTrue();
        assertThat(Json.text(before)).doesNotContain("imported");
    }

    @Test
    void datesKeepTheirOffset() {
        assertThat(Json.text(new ModelStore()
                        .decide(post("a").dated("2022-01-25T09:36:15+08:00").submission())))
                .contains("\"date\":\"2022-01-25T09:36:15+08:00\"")
                .contains("\"acceptedAt\":\"2022-03-01T00:00:00Z\"");
    }
}
