package org.dibao.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dibao.acceptance.client.Answer;
import org.dibao.acceptance.client.Site;
import org.dibao.acceptance.sample.Post;
import org.dibao.acceptance.sample.Unique;
import org.dibao.acceptance.system.Running;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** An article's life after its first day: revised, moved, withdrawn, restored, and its history. */
@ExtendWith(Running.class)
class RevisingTest {
    private final Site site;

    RevisingTest(Site site) {
        this.site = site;
    }

    @Test
    void aRevisionReplacesThePageAndItsLineInTheListings() {
        Post post = Post.sample();
        site.publish(post).expect(201);
        Post corrected = post.titled("更正：" + post.title()).body("灯会改到周六。");

        Answer answer = site.publish(corrected).expect(200);

        assertThat(answer.outcome()).isEqualTo("revised");
        assertThat(answer.revision()).isEqualTo(2);
        assertThat(site.get(post.path()).expect(200).page().select("article p").eachText())
                .contains("灯会改到周六。")
                .noneMatch(text -> text.contains(post.slug()));
        assertThat(site.get(post.path()).page().select("h1").text()).isEqualTo(corrected.title());
        assertThat(listed(post.category(), post.path())).contains(corrected.title());
    }

    @Test
    void aFileOfTheSameNameFromAnotherPlaceReplacesTheArticleOnlyIfItNamesIt() {
        Post post = Post.sample();
        Post other = post.body("另一篇。");
        String id = from("~/one/" + post.fileName(), post).expect(201).article();

        Answer refused = from("~/two/" + post.fileName(), other).expectProblem(422);
        assertThat(refused.json().path("detail").asString())
                .contains("~/one/" + post.fileName(), "~/two/" + post.fileName(), "dibao publish --id " + id);
        assertThat(from("~/one/" + post.fileName(), post).expect(200).outcome()).isEqualTo("unchanged");

        Answer named = site.publisher("PUT", "/api/articles/" + id)
                .with("Slug", post.encodedFileName())
                .with("Dibao-Place", "~/two/" + other.fileName())
                .body("text/markdown", other.markdown())
                .waiting()
                .send()
                .expect(200);
        assertThat(named.outcome()).isEqualTo("revised");
        assertThat(from("~/two/" + post.fileName(), other).expect(200).outcome())
                .isEqualTo("unchanged");
        assertThat(site.publish(other.body("第三稿。")).expect(200).outcome())
                .as("without a place, a name is any file of that name")
                .isEqualTo("revised");
    }

    private Answer from(String place, Post post) {
        return site.posting(post).with("Dibao-Place", place).waiting().send();
    }

    @Test
    void aMovedArticleIsFoundAtBothPaths() {
        Post post = Post.sample();
        site.publish(post).expect(201);
        String newPath = "/" + post.category() + "/" + Unique.word("xin") + ".html";

        Answer answer = site.publish(post.with("permalink", newPath)).expect(200);

        assertThat(answer.outcome()).isEqualTo("moved");
        assertThat(answer.location()).isEqualTo(newPath);
        site.get(newPath).expect(200);
        assertThat(site.get(post.path()).expect(301).location()).isEqualTo(newPath);
        assertThat(listed(post.category(), newPath)).isEqualTo(post.title());
        assertThat(listed(post.category(), post.path())).isEmpty();
    }

    @Test
    void anArticleThatChangesItsCategoryLeavesTheOldOne() {
        Post post = Post.sample();
        site.publish(post).expect(201);
        Post filed = post.with("categories", Unique.word("bielan"));

        site.publish(filed).expect(200);

        assertThat(listed(post.category(), post.path())).isEmpty();
        assertThat(listed(filed.category(), filed.path())).isEqualTo(post.title());
        assertThat(site.get(post.path()).expect(301).location()).isEqualTo(filed.path());
    }

    @Test
    void theIdLeadsToThePath() {
        Post post = Post.sample();
        String id = site.publish(post).expect(201).article();

        assertThat(site.get("/articles/" + id).expect(301).location()).isEqualTo(post.path());
    }

    @Test
    void formerAddressesOfTheOldSiteLeadHere() {
        Post post = Post.sample();
        String former = "/" + Unique.word("jiuzhi") + ".html";

        site.publish(post.with("redirect_from", "[" + former + "]")).expect(201);

        assertThat(site.get(former).expect(301).location()).isEqualTo(post.path());
    }

    @Test
    void anOldAddressWithAQueryRedirectsAsLongAsTheArticleIsThere() {
        Post post = Post.sample();
        String number = Unique.word("n");
        String page = "/" + Unique.word("news") + ".html";
        site.get("/?p=" + number).expect(200);

        String id = site.publish(post.with(
                        "redirect_from", "['/?p=" + number + "', '" + page + "?infoCode=" + number + "&x=1']"))
                .expect(201)
                .article();

        assertThat(site.get("/?p=" + number).expect(301).location()).isEqualTo(post.path());
        assertThat(site.get("/?utm_source=feed&p=" + number).expect(301).location())
                .isEqualTo(post.path());
        assertThat(site.get(page + "?x=1&infoCode=" + number).expect(301).location())
                .isEqualTo(post.path());
        site.get("/?p=" + number + "0").expect(200);
        site.get(page + "?infoCode=" + number).expect(404);
        site.get(page).expect(404);

        site.withdraw(id).expect(200);
        site.get("/?p=" + number).expect(410);
    }

    @Test
    void aWithdrawnArticleIsGoneFromEverywhere() {
        Post post = Post.sample();
        String id = site.publish(post).expect(201).article();

        Answer answer = site.withdraw(id).expect(200);

        assertThat(answer.outcome()).isEqualTo("withdrawn");
        assertThat(answer.revision()).isEqualTo(2);
        site.get(post.path()).expect(410);
        assertThat(listed(post.category(), post.path())).isEmpty();
        site.get("/api/articles/" + id).expectProblem(410);
        assertThat(site.getWithKey("/api/articles/" + id)
                        .expect(200)
                        .json()
                        .path("status")
                        .asString())
                .isEqualTo("withdrawn");
    }

    @Test
    void puttingItAgainRestoresAWithdrawnArticleAtTheNextRevision() {
        Post post = Post.sample();
        String id = site.publish(post).expect(201).article();
        site.withdraw(id).expect(200);

        Answer answer = site.publish(post).expect(200);

        assertThat(answer.outcome()).isEqualTo("published");
        assertThat(answer.revision()).isEqualTo(3);
        site.get(post.path()).expect(200);
        assertThat(listed(post.category(), post.path())).isEqualTo(post.title());
    }

    @Test
    void aPatchChangesWhatItNamesAndNothingElse() {
        Post post = Post.sample();
        String id = site.publish(post).expect(201).article();

        Answer answer = patch(id, "{\"title\": \"更正！\", \"tags\": [\"灯会\"]}").expect(200);

        assertThat(answer.outcome()).isEqualTo("revised");
        assertThat(answer.location()).isEqualTo(post.path());
        JsonNode now = site.getWithKey("/api/articles/" + id).expect(200).json();
        assertThat(now.path("title").asString()).isEqualTo("更正！");
        assertThat(now.path("tags").toString()).isEqualTo("[\"灯会\"]");
        assertThat(now.path("categories").toString()).contains(post.category());
        assertThat(now.path("source").path("format").asString()).isEqualTo("markdown");
        assertThat(site.get(post.path()).page().select("h1").text()).isEqualTo("更正！");
        assertThat(patch(id, "{}").expect(200).outcome()).isEqualTo("unchanged");
    }

    @Test
    void ofTwoPatchesOfTheSameRevisionOneIsToldSo() {
        String id = site.publish(Post.sample()).expect(201).article();
        patch(id, "{\"excerpt\": \"一\"}").expect(200);

        site.publisher("PATCH", "/api/articles/" + id)
                .with("If-Match", "\"1\"")
                .body("application/merge-patch+json", "{\"excerpt\": \"二\"}")
                .waiting()
                .send()
                .expectProblem(412, "If-Match");
    }

    @Test
    void whatIsNotThereCannotBePatched() {
        patch(Unique.word("wu"), "{}").expectProblem(404);
        site.publisher("POST", "/api/articles/" + Unique.word("wu") + "/restore")
                .send()
                .expectProblem(404);
    }

    @Test
    void aWithdrawnArticleAndAnEarlierRevisionAreRestored() {
        Post post = Post.sample();
        String id = site.publish(post).expect(201).article();
        patch(id, "{\"title\": \"二稿\", \"body\": \"新的正文。\"}").expect(200);
        site.withdraw(id).expect(200);

        assertThat(restore(id, "").expect(200).outcome()).isEqualTo("published");
        assertThat(site.get(post.path()).expect(200).page().select("h1").text()).isEqualTo("二稿");
        assertThat(restore(id, "?revision=1").expect(200).outcome()).isEqualTo("revised");
        assertThat(site.get(post.path()).page().select("h1").text()).isEqualTo(post.title());
        restore(id, "?revision=99").expectProblem(404);
        restore(id, "?revision=first").expectProblem(400, "revision");
    }

    @Test
    void aChangeDoesNotBringBackWhatIsWithdrawnUnlessItSaysSo() {
        Post post = Post.sample();
        String id = site.publish(post).expect(201).article();
        site.withdraw(id).expect(200);

        patch(id, "{\"title\": \"更正\"}").expectProblem(410);
        site.publisher("PATCH", "/api/articles/" + id + "?address=anew")
                .body("application/merge-patch+json", "{}")
                .waiting()
                .send()
                .expectProblem(410);
        site.get(post.path()).expect(410);

        assertThat(patch(id, "{\"title\": \"更正\", \"draft\": true}").expect(200).outcome())
                .isEqualTo("drafted");
        site.get(post.path()).expect(410);
        assertThat(patch(id, "{\"draft\": false}").expect(200).outcome()).isEqualTo("published");
        assertThat(site.get(post.path()).expect(200).page().select("h1").text()).isEqualTo("更正");
    }

    private Answer patch(String id, String patch) {
        return site.publisher("PATCH", "/api/articles/" + id)
                .body("application/merge-patch+json", patch)
                .waiting()
                .send();
    }

    private Answer restore(String id, String query) {
        return site.publisher("POST", "/api/articles/" + id + "/restore" + query)
                .waiting()
                .send();
    }

    @Test
    void anotherArticleCannotTakeTheAddressOfAWithdrawnOne() {
        Post post = Post.sample();
        site.withdraw(site.publish(post).expect(201).article()).expect(200);

        Answer answer = site.publish(Post.in(post.category()).with("permalink", post.path()));

        answer.expectProblem(409, "permalink");
        site.get(post.path()).expect(410);
    }

    @Test
    void anotherArticlesAddressIsRefused() {
        Post post = Post.sample();
        site.publish(post).expect(201);
        Post rival = Post.in(post.category()).with("permalink", post.path());

        site.publish(rival).expectProblem(409, "permalink");

        assertThat(site.get(post.path()).expect(200).page().select("h1").text()).isEqualTo(post.title());
        assertThat(site.get(post.path()).text()).doesNotContain(rival.title());
    }

    @Test
    void aDraftIsSeenByNobodyAndThenPublished() {
        Post draft = Post.sample().with("published", "false");

        Answer answer = site.publish(draft).expect(201);

        assertThat(answer.outcome()).isEqualTo("drafted");
        site.get(draft.path()).expect(404);
        assertThat(listed(draft.category(), draft.path())).isEmpty();
        site.get("/api/articles/" + answer.article()).expectProblem(404);
        assertThat(site.getWithKey("/api/articles/" + answer.article())
                        .expect(200)
                        .json()
                        .path("status")
                        .asString())
                .isEqualTo("draft");

        Answer published = site.publish(draft.without("published")).expect(201);

        assertThat(published.outcome()).isEqualTo("published");
        assertThat(published.revision()).isEqualTo(2);
        site.get(draft.path()).expect(200);
    }

    @Test
    void aLiveArticleThatBecomesADraftIsWithdrawn() {
        Post post = Post.sample();
        site.publish(post).expect(201);

        Answer answer = site.publish(post.with("published", "false")).expect(200);

        assertThat(answer.outcome()).isEqualTo("withdrawn");
        site.get(post.path()).expect(410);
        assertThat(listed(post.category(), post.path())).isEmpty();
    }

    @Test
    void everyRevisionIsKept() {
        Post post = Post.sample();
        String id = site.publish(post).expect(201).article();
        site.publish(post.titled("二稿" + post.slug())).expect(200);
        site.withdraw(id).expect(200);

        JsonNode revisions = site.getWithKey("/api/articles/" + id + "/revisions")
                .expect(200)
                .json();

        List<Integer> numbers = revisions
                .path("revisions")
                .valueStream()
                .map(r -> r.path("revision").asInt())
                .toList();
        assertThat(numbers).containsExactly(3, 2, 1);
        assertThat(site.getWithKey("/api/articles/" + id + "/revisions/1")
                        .expect(200)
                        .text())
                .contains(post.title());
        assertThat(site.getWithKey("/api/articles/" + id + "/revisions/2")
                        .expect(200)
                        .text())
                .contains("二稿");
        site.getWithKey("/api/articles/" + id + "/revisions/9").expectProblem(404);
    }

    /** The text of the link to a path on a category's page; empty if it has none. */
    private String listed(String category, String path) {
        return site.get("/category/" + category + ".html")
                .page()
                .select("a[href=" + path + "]")
                .text();
    }
}
