package org.dibao.ingest.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.dibao.contract.article.ArticleDraft;
import org.dibao.contract.article.ArticleDraftBuilder;
import org.dibao.contract.article.Revision;
import org.dibao.contract.site.SiteSettings;
import org.dibao.contract.submission.Submission.ChangeSite;
import org.dibao.contract.submission.Submission.SubmitArticle;
import org.dibao.contract.submission.Submission.SubmitArticle.Kept;
import org.dibao.ingest.web.IngestServer.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Changes of a part; the gateway says from which submission they start. */
class PatchesTest {
    private static final String FERRY = """
            ---
            title: The *morning* ferry
            date: 2025-11-24 06:30
            categories: [On the River]
            tags: [ferry, C#]
            author: {name: Ann, mail: ann@example.org}
            image: {path: /ferry.jpg, height: 480}
            source: {name: The Gazette, url: "https://gazette.example/1"}
            redirect_from: [/old/ferry.html, "https://old.example/f.html"]
            last_modified_at: 2025-11-25
            ref: ferry-1
            sticky: 3
            subtitle: At last
            rating: 4.50
            ---
            The first ferry left *on time*.

            ```
            06:30
            ```
            """;

    private final IngestServer server = new IngestServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whatAPatchDoesNotNameStaysAsItWasSubmitted() throws Exception {
        SubmitArticle before = posted();
        assertThat(patch("{\"excerpt\": \"It left.\"}").status()).isEqualTo(202);
        SubmitArticle after = submitted(1);
        assertThat(after.given())
                .isEqualTo(ArticleDraftBuilder.builder(before.given())
                        .excerpt("It left.")
                        .build());
        assertThat(after.html()).isEqualTo(before.html());
        assertThat(after.file()).isEqualTo(before.file());
        assertThat(after.article()).isEqualTo(before.article());
        assertThat(after.request().preconditions().ifMatch()).isEqualTo(new Revision(7));
    }

    @Test
    void nothingIsLostByAPatchOfNothing() throws Exception {
        SubmitArticle before = posted();
        assertThat(patch("{}").status()).isEqualTo(202);
        assertThat(submitted(1).given()).isEqualTo(before.given());
        assertThat(submitted(1).given().digest()).isEqualTo(before.given().digest());
    }

    @Test
    void aFieldThatIsNullReturnsToItsDefault() throws Exception {
        posted();
        assertThat(patch("{\"tags\": null, \"extra\": {\"subtitle\": null}, \"pinned\": null}")
                        .status())
                .isEqualTo(202);
        ArticleDraft given = submitted(1).given();
        assertThat(given.tags()).isEmpty();
        assertThat(given.pinned()).isFalse();
        assertThat(given.extra()).doesNotContainKey("subtitle").containsKey("rating");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"authors\": [\"Bo\"]}                   | authors     | [Bo]",
                "{\"author\": \"Bo\"}                      | authors     | [Bo]",
                "{\"category\": \"Town\"}                  | categories  | [Town]",
                "{\"published\": false}                    | draft       | true",
                "{\"image\": \"/other.jpg\"}               | image       | /other.jpg",
                "{\"image\": {\"path\": \"/other.jpg\"}}   | image       | /other.jpg",
                "{\"redirectFrom\": [\"/a.html\"]}         | redirectFrom| [/a.html]",
                "{\"title\": \"Ferry, 06:30\"}             | title       | Ferry, 06:30",
            })
    void aFieldMayBePatchedByAnyOfItsNames(String patch, String field, String value) throws Exception {
        posted();
        assertThat(patch(patch).status()).isEqualTo(202);
        ArticleDraft given = submitted(1).given();
        Object now = switch (field) {
            case "authors" -> given.authors();
            case "categories" -> given.categories();
            case "draft" -> given.draft();
            case "image" -> given.image();
            case "redirectFrom" -> given.redirectFrom();
            default -> given.title();
        };
        assertThat(now).hasToString(value);
    }

    @Test
    void aNewBodyIsConverted() throws Exception {
        posted();
        assertThat(patch("{\"body\": \"It is *late*.\"}").status()).isEqualTo(202);
        assertThat(submitted(1).html()).isEqualTo("<p>It is <em>late</em>.</p>");
        assertThat(submitted(1).given().source().text()).isEqualTo("It is *late*.");
    }

    @Test
    void anAddressMadeFromTheTitleStaysWhenTheTitleChanges() throws Exception {
        server.send(
                "PUT",
                "/api/articles/a",
                "{\"title\":\"Gates open\",\"body\":\"x\"}",
                "Content-Type",
                "application/json");
        assertThat(patchOf("a", 0, "{\"title\": \"Gates open!\"}").status()).isEqualTo(202);
        assertThat(submitted(1).given().slug()).isEqualTo("Gates open");
        assertThat(patchOf("a", 1, "{\"title\": \"Gates shut\"}").status()).isEqualTo(202);
        assertThat(submitted(2).given().slug()).isEqualTo("Gates open");
        assertThat(patchOf("a", 2, "{\"slug\": null}").status()).isEqualTo(202);
        assertThat(submitted(3).given().slug()).isNull();
        assertThat(patchOf("a", 3, "{\"publishAt\": \"2030-01-01T08:00:00\"}").status())
                .isEqualTo(202);
        assertThat(submitted(4).keeps())
                .as("its date is that of its publication")
                .containsExactlyInAnyOrder(Kept.ADDRESS, Kept.WITHDRAW_AT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"title\": \"Late\", \"body\": \"x\"}            | ADDRESS,DATE,PUBLISH_AT,WITHDRAW_AT",
                "{\"slug\": \"late\"}                            | DATE,PUBLISH_AT,WITHDRAW_AT",
                "{\"permalink\": \"/late.html\"}                 | DATE,PUBLISH_AT,WITHDRAW_AT",
                "{\"categories\": [\"Town\"]}                    | DATE,PUBLISH_AT,WITHDRAW_AT",
                "{\"date\": \"2025-11-25\"}                      | PUBLISH_AT,WITHDRAW_AT",
                "{\"layout\": \"page\"}                          | DATE,PUBLISH_AT,WITHDRAW_AT",
                "{\"publishAt\": \"2030-01-01T08:00:00\"}        | ADDRESS,DATE,WITHDRAW_AT",
                "{\"withdrawAt\": \"2030-01-01T08:00:00\"}       | ADDRESS,DATE,PUBLISH_AT",
            })
    void whatAChangeDoesNotConcernIsKept(String patch, String kept) throws Exception {
        posted();
        assertThat(patch(patch).status()).isEqualTo(202);
        assertThat(submitted(1).keeps())
                .containsExactlyInAnyOrder(
                        Arrays.stream(kept.split(",")).map(Kept::valueOf).toArray(Kept[]::new));
    }

    @Test
    void whatComesBackAsItWasKeepsItsAddressAndAnEarlierRevisionTakesItsOwn() throws Exception {
        posted();
        for (String revision : new String[] {"", "?revision=1"}) {
            server.send(
                    "POST",
                    "/api/articles/ferry/restore" + revision,
                    "",
                    "Dibao-Base",
                    "0",
                    "Dibao-Base-Revision",
                    "7");
        }
        assertThat(submitted(1).keeps()).contains(Kept.ADDRESS);
        assertThat(submitted(2).keeps()).isEmpty();
    }

    @Test
    void anArticleTakesItsAddressAnewIfAsked() throws Exception {
        SubmitArticle before = posted();
        assertThat(move("anew", "{}").status()).isEqualTo(202);
        assertThat(submitted(1).moves()).isTrue();
        assertThat(submitted(1).given()).isEqualTo(before.given());
        assertThat(submitted(1).html()).isEqualTo(before.html());
        assertThat(move("anew", "{\"permalink\": null, \"title\": \"Late\"}").status())
                .isEqualTo(202);
        assertThat(submitted(2).moves()).isTrue();
        assertThat(submitted(2).given().title()).isEqualTo("Late");
        assertThat(patchOf("ferry", 2, "{}").status()).isEqualTo(202);
        assertThat(submitted(3).moves()).as("a later change").isFalse();
        Reply refused = move("new", "{}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.response().body()).contains("address=anew");
    }

    @Test
    void theAddressByOtherSettingsIsToldAndNothingIsAppended() throws Exception {
        posted();
        Reply reply = addressBy("{\"permalink\": \"/:year/:month/:title.html\", \"timeZone\": \"UTC\"}");
        assertThat(reply.status()).as(reply.response().body()).isEqualTo(200);
        assertThat(reply.response().body()).contains("\"path\":\"/2025/11/ferry.html\"", "\"date\":\"2025-11-24T06:30");
        assertThat(addressBy("{\"permalink\": \"/x.html\"}").status()).isEqualTo(422);
        assertThat(server.log.appended()).hasSize(1);
    }

    private Reply addressBy(String settings) throws Exception {
        return server.send(
                "POST",
                "/api/articles/ferry/address",
                settings,
                "Content-Type",
                "application/merge-patch+json",
                "Dibao-Base",
                "0",
                "Dibao-Base-Date",
                "2025-11-24T06:30+08:00");
    }

    private Reply move(String address, String patch) throws Exception {
        return patchOf("ferry?address=" + address, 0, patch);
    }

    @Test
    void aChangeBringsAWithdrawnArticleBackOnlyIfItSaysSo() throws Exception {
        posted();
        for (String patch : new String[] {"{}", "{\"title\": \"Late\"}", "{\"publishAt\": null}"}) {
            Reply refused = patch(patch, "Dibao-Base-Status", "withdrawn");
            assertThat(refused.status()).as(patch).isEqualTo(410);
            assertThat(refused.json().path("detail").asString()).contains("dibao restore", "draft");
        }
        assertThat(patch("{\"draft\": true}", "Dibao-Base-Status", "withdrawn").status())
                .isEqualTo(202);
        assertThat(patch("{\"published\": true}", "Dibao-Base-Status", "withdrawn")
                        .status())
                .isEqualTo(202);
        assertThat(patch("{\"title\": \"Late\"}", "Dibao-Base-Status", "live").status())
                .isEqualTo(202);
    }

    @Test
    void anArticleIsRestoredAsItWas() throws Exception {
        SubmitArticle before = posted();
        Reply reply =
                server.send("POST", "/api/articles/ferry/restore", "", "Dibao-Base", "0", "Dibao-Base-Revision", "7");
        assertThat(reply.status()).isEqualTo(202);
        assertThat(submitted(1).given()).isEqualTo(before.given());
        assertThat(submitted(1).html()).isEqualTo(before.html());
    }

    @Test
    void whatWasADraftIsRestoredAsADraft() throws Exception {
        server.send(
                "PUT",
                "/api/articles/idea",
                "{\"title\":\"An idea\",\"body\":\"x\",\"draft\":true}",
                "Content-Type",
                "application/json");
        server.send("POST", "/api/articles/idea/restore", "", "Dibao-Base", "0", "Dibao-Base-Revision", "1");
        assertThat(submitted(1).given().draft()).isTrue();
    }

    @Test
    void theSendersOwnPreconditionCounts() throws Exception {
        posted();
        assertThat(patch("{}", "If-Match", "\"3\"").status()).isEqualTo(202);
        assertThat(submitted(1).request().preconditions().ifMatch()).isEqualTo(new Revision(3));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"title\": null}  | 422 | title",
                "{\"title\": 3      | 400 | body",
                "[]                 | 400 | body",
                "{\"id\": \"other\"}  | 400 | id",
                "{\"date\": \"soon\"} | 422 | date",
                "{\"titel\": \"x\"}   | 422 | titel",
            })
    void aPatchThatMakesNoArticleIsRefused(String patch, int status, String field) throws Exception {
        posted();
        Reply reply = patch(patch);
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.field()).isEqualTo(field);
        assertThat(server.log.appended()).hasSize(1);
    }

    @Test
    void aPatchIsJson() throws Exception {
        posted();
        Reply reply = server.send(
                "PATCH",
                "/api/articles/ferry",
                "{}",
                "Content-Type",
                "text/markdown",
                "Dibao-Base",
                "0",
                "Dibao-Base-Revision",
                "1");
        assertThat(reply.status()).isEqualTo(415);
    }

    @Test
    void aSubmissionThatIsNotInTheLogCannotBeChanged() throws Exception {
        Reply reply = patchOf("ferry", 99, "{}");
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.json().path("detail").asString()).contains("position 99", "Submit the whole instead");
    }

    @Test
    void aSettingThatThereIsNotCannotBeRemovedEither() throws Exception {
        for (String removal : List.of("{\"accent\": null}", "{\"feed\": {\"sise\": null}}")) {
            Reply reply = server.send("PATCH", "/api/site", removal, "Content-Type", "application/merge-patch+json");
            assertThat(reply.status()).isEqualTo(422);
        }
        site(
                "PATCH",
                "{\"logo\": null, \"look\": {\"accent\": null}, \"tags\": {\"x\": null}, \"files\": {\"ads.txt\": null}}");
    }

    @Test
    void settingsThatAPatchDoesNotNameStay() throws Exception {
        site("PATCH", "{\"title\": \"Gazette\", \"categories\": {\"river\": {\"name\": \"River\"}}}");
        ChangeSite first = (ChangeSite) server.log.appended().getFirst();
        assertThat(first.replaces()).isEqualTo(SiteSettings.DEFAULT.tag());
        site("PATCH", "{\"language\": \"en\", \"categories\": {\"town\": {\"name\": \"Town\"}}}", "Dibao-Base", "0");
        ChangeSite second = (ChangeSite) server.log.appended().get(1);
        assertThat(second.replaces()).isEqualTo(first.settings().tag());
        assertThat(second.settings().title()).isEqualTo("Gazette");
        assertThat(second.settings().language()).isEqualTo("en");
        assertThat(second.settings().categories()).containsOnlyKeys("river", "town");
        site("PATCH", "{\"categories\": {\"river\": null}}", "Dibao-Base", "1");
        assertThat(((ChangeSite) server.log.appended().get(2)).settings().categories())
                .containsOnlyKeys("town");
    }

    private SubmitArticle posted() throws Exception {
        Reply reply = server.send(
                "PUT",
                "/api/articles/ferry",
                FERRY,
                "Content-Type",
                "text/markdown",
                "Slug",
                "news/_posts/2025-11-24-ferry.md");
        assertThat(reply.status()).isEqualTo(202);
        return submitted(0);
    }

    private Reply patch(String patch, String... headers) throws Exception {
        return patchOf("ferry", 0, patch, headers);
    }

    private Reply patchOf(String article, int base, String patch, String... more) throws Exception {
        String[] headers = {
            "Content-Type",
            "application/merge-patch+json",
            "Dibao-Base",
            Integer.toString(base),
            "Dibao-Base-Revision",
            "7"
        };
        String[] all = java.util.stream.Stream.concat(java.util.Arrays.stream(headers), java.util.Arrays.stream(more))
                .toArray(String[]::new);
        return server.send("PATCH", "/api/articles/" + article, patch, all);
    }

    private void site(String method, String body, String... more) throws Exception {
        String[] all = java.util.stream.Stream.concat(
                        java.util.stream.Stream.of("Content-Type", "application/json"), java.util.Arrays.stream(more))
                .toArray(String[]::new);
        assertThat(server.send(method, "/api/site", body, all).status()).isEqualTo(202);
    }

    private SubmitArticle submitted(int position) {
        return (SubmitArticle) server.log.appended().get(position);
    }
}
