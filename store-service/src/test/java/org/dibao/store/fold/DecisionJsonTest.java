package org.dibao.store.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dibao.contract.Post.post;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Revision;
import org.dibao.contract.file.FileContent;
import org.dibao.contract.file.FilePath;
import org.dibao.contract.json.Json;
import org.dibao.contract.submission.Request;
import org.dibao.contract.submission.Submission.SubmitArticle;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DecisionJsonTest {

    @Test
    void aRecordsMembersAreItsComponentsInOrderAndNothingElse() {
        Newsroom newsroom = new Newsroom();
        Decision decision = newsroom.send(imported(post("a")
                .laidOutAs("page")
                .translated("t")
                .inLanguage("en")
                .readFrom("en/_posts/a.md")
                .redirectedFrom("/old")
                .key("desk/k", "f")
                .rendered("<p>a</p>", "a")
                .submission()));
        Head head = HeadBuilder.builder(Objects.requireNonNull(decision.head()))
                .publishAt(Instant.EPOCH)
                .withdrawAt(Instant.EPOCH)
                .reserved(new ArticlePath("/reserved"))
                .place("~/a.md")
                .build();
        decision = DecisionBuilder.builder(decision)
                .head(head)
                .oldPaths(List.of(new ArticlePath("/old")))
                .given(decision.position())
                .concealed(true)
                .settled(true)
                .site("https://paper.example")
                .file(new FileHead(
                        new FilePath("/a.png"),
                        Revision.FIRST,
                        decision.position(),
                        new FileContent("a".repeat(64), 1, "image/png", 1, 1),
                        false,
                        Instant.EPOCH))
                .build();
        JsonNode json = Json.mapper().readTree(Json.bytes(decision));

        assertThat(json.propertyNames()).containsExactlyElementsOf(without(components(Decision.class), "draft"));
        assertThat(json.get("head").propertyNames()).containsExactlyElementsOf(components(Head.class));
    }

    @Test
    void datesKeepTheirOffset() {
        Newsroom newsroom = new Newsroom();
        newsroom.send(post("a").dated("2022-01-25T09:36:15+08:00"));

        assertThat(Json.text(newsroom.head("a")))
                .contains("\"date\":\"2022-01-25T09:36:15+08:00\"")
                .contains("\"acceptedAt\":\"2022-03-01T00:00:00Z\"");
    }

    @Test
    void anEventTellsWhetherItIsPartOfAnImport() {
        Newsroom newsroom = new Newsroom();

        assertThat(newsroom.send(imported(post("a").submission())).event().imported())
                .isTrue();
        assertThat(newsroom.send(post("b").submission()).event().imported()).isFalse();
        assertThat(Json.text(newsroom.send(post("c").submission()).event())).doesNotContain("imported");
    }

    private static SubmitArticle imported(SubmitArticle submission) {
        Request request = submission.request();
        return new SubmitArticle(
                new Request(request.receivedAt(), request.by(), request.idempotency(), request.preconditions(), true),
                submission.article(),
                submission.given(),
                submission.html(),
                submission.file(),
                submission.named(),
                submission.paths(),
                submission.rendering(),
                submission.lead(),
                submission.timed(),
                submission.moves(),
                submission.keeps(),
                submission.place());
    }

    private static Set<String> components(Class<?> record) {
        return Stream.of(record.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Set<String> without(Set<String> names, String name) {
        names.remove(name);
        return names;
    }
}
