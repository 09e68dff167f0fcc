package org.dibao.render.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.dibao.contract.article.Article;
import org.dibao.contract.article.ArticleBuilder;
import org.dibao.render.metadata.Samples;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExcerptsTest {
    private static final String TEXT = "湖边的小镇今年修好了三座老桥，镇上的人每天从桥上走过，孩子们在桥头等校车。";

    @Test
    void anArticleBeginsWithItsFirstParagraphOfSomeLength() {
        assertThat(excerpt("<p>□某某</p><h2>标题不是正文，哪怕它有二十多个字那么长也不是正文</h2><p>" + TEXT + "</p><p>" + TEXT + "</p>"))
                .isEqualTo(TEXT);
    }

    @Test
    void howAnArticleBeginsIsSaidByWhatMadeItsBody() {
        Article article = ArticleBuilder.builder(Samples.with(Samples.chinese(), "A", "<p>" + TEXT + "</p>"))
                .lead("短讯。")
                .build();
        assertThat(Excerpts.of(article)).isEqualTo("短讯。");
        assertThat(Excerpts.of(ArticleBuilder.builder(article).lead("").build()))
                .isNull();
    }

    @Test
    void notesAreNoPartOfWhatAnEarlierReleaseMade() {
        assertThat(excerpt("<p>" + TEXT.replace("，", "，\n")
                        + "<sup id=\"fnref:1\" role=\"doc-noteref\"><a href=\"#fn:1\">1</a></sup></p>"))
                .isEqualTo(TEXT);
        assertThat(excerpt("<p>短</p><div class=\"footnotes\"><ol><li><p>" + TEXT
                        + "<a href=\"#fnref:1\" role=\"doc-backlink\">↩</a></p></li></ol></div>"))
                .isNull();
    }

    @Test
    void anExcerptThatIsGivenStays() {
        assertThat(Excerpts.of(Samples.english())).isEqualTo(Samples.english().excerpt());
    }

    @Test
    void aLongOneIsCutBetweenCharacters() {
        String excerpt = Objects.requireNonNull(excerpt("<p>" + "𠮷".repeat(300) + "</p>"));
        assertThat(excerpt).endsWith("𠮷…");
        assertThat(excerpt.codePointCount(0, excerpt.length())).isEqualTo(Excerpts.MAX / 2 + 1);
        assertThat(excerpt("<p>" + "words of seven letters ".repeat(30) + "</p>"))
                .matches("(words of seven letters )+(words|words of|words of seven)?…|.*letters…")
                .hasSizeBetween(Excerpts.MAX - 10, Excerpts.MAX + 1);
        assertThat(excerpt("<p>" + "x".repeat(600) + "</p>")).hasSize(Excerpts.MAX + 1);
    }

    @Test
    void whereThereIsNoSuchParagraphThereIsNone() {
        for (String html : new String[] {
            "",
            "<p>短</p>",
            "<pre>" + TEXT + "</pre>",
            "<picture>" + TEXT + "</picture>",
            "<ul><li>" + TEXT + "</li></ul>",
            "<p>" + "<b ".repeat(3000)
        }) {
            assertThat(excerpt(html))
                    .as(html.substring(0, Math.min(20, html.length())))
                    .isNull();
        }
    }

    private static @Nullable String excerpt(String html) {
        return Excerpts.of(Samples.with(Samples.chinese(), "A", html));
    }
}
