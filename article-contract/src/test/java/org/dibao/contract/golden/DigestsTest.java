package org.dibao.contract.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.dibao.contract.GoldenFiles;
import org.dibao.contract.article.Article;
import org.dibao.contract.article.ArticleDraft;
import org.dibao.contract.event.ArticleEvent;
import org.dibao.contract.event.Outcome;
import org.dibao.contract.json.Json;
import org.dibao.contract.submission.Submission;
import org.junit.jupiter.api.Test;

/**
 * The digests of the golden files, as the release wrote them that wrote the file. They are kept in databases, go out in
 * events and are compared by a replay, so they never change: when one of these tests fails, the code is wrong and not the value.
 */
class DigestsTest {
    private static final Map<String, String> SEEN = Map.ofEntries(
            Map.entry("moved", "593vaumTLu9tA8EB0LUeTy"),
            Map.entry("moved-by-the-site", "-weNcXO9ZFJIz9jzjQwNiY"),
            Map.entry("published", "2DzEExRYwwe_SCqKINDQMT"),
            Map.entry("published-again", "593vaumTLu9tA8EB0LUeTy"),
            Map.entry("published-from-former-host", "ZKxLJ5cIHRsGuL_LPXrJ72"),
            Map.entry("published-modified", "l5UeF46sl1oXlz6gDbUAyh"),
            Map.entry("published-page", "i5AC4v9SeN-jam8aoQbxwU"),
            Map.entry("published-pinned", "vy-X7PCQLs9lDkjRXP_voW"),
            Map.entry("published-taken-over", "zV__wfEOyoMJ-IuF5GWPlB"),
            Map.entry("published-as-scheduled", "v-aJl8cmDh73nbsm7aH6AL"),
            Map.entry("published-without-a-date", "AcnCX6oR8kD_HVoitDmH_3"),
            Map.entry("revised", "593vaumTLu9tA8EB0LUeTy"),
            Map.entry("revised-page", "WMl8lPgotLvyanV22uGU83"),
            Map.entry("revised-translation", "vy-X7PCQLs9lDkjRXP_voW"),
            Map.entry("revised-unseen", "l5UeF46sl1oXlz6gDbUAyh"));

    private static final Map<String, String> CARDS = Map.ofEntries(
            Map.entry("moved", "sVGzYALo1JPog5tUM1JpVw"),
            Map.entry("moved-by-the-site", "Xuw5mLGYtn3FYjCnR601H7"),
            Map.entry("published", "4vBcoB1hqIfdk9XjV8N8rN"),
            Map.entry("published-again", "sVGzYALo1JPog5tUM1JpVw"),
            Map.entry("published-from-former-host", "0xFvo9RQ6RJb0iKlHwI91o"),
            Map.entry("published-modified", "-qHOdnm45WVP5ln-nP8tHq"),
            Map.entry("published-page", "Goqocf-UpVwwdBiN-AplX5"),
            Map.entry("published-pinned", "Osb5HOgwU-zzQKJenCrqCS"),
            Map.entry("published-taken-over", "5bmbVq5FEUOXLrGb0AMbo3"),
            Map.entry("published-as-scheduled", "uRVV9rr-1NL8WMEKrlKvWw"),
            Map.entry("published-without-a-date", "hMvGR1Ypg8Xpc5gxvCLE3A"),
            Map.entry("revised", "4vBcoB1hqIfdk9XjV8N8rN"),
            Map.entry("revised-page", "kHUh3rBUAlKwY2s5Ju9HTs"),
            Map.entry("revised-translation", "JEjnbjXZHfYigsC136Qj-X"),
            Map.entry("revised-unseen", "SXQFAvhz1yr7LbAHF3-RpN"));

    private static final Map<String, String> DRAFTS = Map.ofEntries(
            Map.entry("move", "5V-b80DkbG80UDqqySUMQH"),
            Map.entry("change-article", "5V-b80DkbG80UDqqySUMQH"),
            Map.entry("change-title", "5V-b80DkbG80UDqqySUMQH"),
            Map.entry("submit", "C1J8GDWtY9XD-jLlLxqcig"),
            Map.entry("submit-draft", "dSP_W0WaGgbuq4aoCkp6lN"),
            Map.entry("submit-from-former-host", "khe5Mxo5dgUKryc7j6Eaks"),
            Map.entry("submit-guarded", "2M9BuqpW33kCPfe0Hn_RoL"),
            Map.entry("submit-minimal", "mnRBU_0yFWxNIwbX3WlsS8"),
            Map.entry("submit-modified", "SictH9pgmb3ykKL3opN4zn"),
            Map.entry("submit-page", "pKz2s4CNhwV5G3C_z-8M4t"),
            Map.entry("submit-pinned", "Mpp6FKwTlmCmqFDJq30H_6"),
            Map.entry("submit-scheduled", "o_Dwl0tb4aT6bdOymIAn8V"),
            Map.entry("submit-taken-over", "PfuVvhgOahXRLut57HGNNT"));

    @Test
    void whatReadersSeeOfAnArticleHasTheDigestItHad() {
        assertThat(ofArticles(Article::seen)).containsExactlyInAnyOrderEntriesOf(SEEN);
    }

    @Test
    void whatListingsShowOfAnArticleHasTheDigestItHad() {
        assertThat(ofArticles(Article::card)).containsExactlyInAnyOrderEntriesOf(CARDS);
    }

    @Test
    void whatWasGivenHasTheDigestItHad() {
        assertThat(ofDrafts(ArticleDraft::digest)).containsExactlyInAnyOrderEntriesOf(DRAFTS);
    }

    private static Map<String, String> ofArticles(Function<Article, String> digest) {
        Map<String, String> digests = new TreeMap<>();
        for (String name : GoldenFiles.names("article-event")) {
            ArticleEvent event =
                    Json.read(GoldenFiles.read("article-event", name).toString(), ArticleEvent.class);
            if (event.outcome() instanceof Outcome.Live live) {
                digests.put(name, digest.apply(live.article()));
            }
        }
        return digests;
    }

    private static Map<String, String> ofDrafts(Function<ArticleDraft, String> digest) {
        Map<String, String> digests = new TreeMap<>();
        for (String name : GoldenFiles.names("submission")) {
            Submission submission =
                    Json.read(GoldenFiles.read("submission", name).toString(), Submission.class);
            if (submission instanceof Submission.SubmitArticle submit) {
                digests.put(name, digest.apply(submit.given()));
            }
        }
        return digests;
    }
}
