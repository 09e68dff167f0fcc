package org.dibao.store.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import org.dibao.contract.Post;
import org.dibao.contract.address.AllowedAddress;
import org.dibao.contract.json.Json;
import org.dibao.store.fold.Decision;
import org.dibao.store.fold.Newsroom;
import org.dibao.store.web.Archive.Stored;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ResponseJsonTest {
    /** Harmless, and of a scheme that is refused, with each character that an earlier release took out too late. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:void(0)",
                "java\u007fscript:void(0)",
                "java\u0085script:void(0)",
                "\u00a0javascript:void(0)",
                "java\u200bscript:void(0)",
                "javascript\u2028:void(0)",
                "vbscript:void(0)",
                "data:text/html,x"
            })
    void whatAnEarlierReleaseAcceptedIsCheckedAgain(String address) {
        JsonNode json = shown(Post.post("a")
                .extra("canonical_url", address)
                .html("<p><a href=\"" + address + "\">a</a><img src=\"" + address + "\" srcset=\"" + address
                        + " 2x\" onerror=\"x\"></p><blockquote cite=\"" + address + "\">b</blockquote><video poster=\""
                        + address + "\"></video><script>x</script>"));

        assertThat(json.get("html").asString())
                .isEqualTo("<p><a>a</a><img></p><blockquote>b</blockquote><video></video>");
        assertThat(json.at("/extra").has("canonical_url")).isFalse();
    }

    @Test
    void anOriginsAddressIsWrittenAsItIsAllowed() {
        String url = "https://paper.example/a\u200bb";

        assertThat(shown(Post.post("a").from("Paper", url)).at("/origin/url").asString())
                .isEqualTo(AllowedAddress.RESOURCE.of(url));
        assertThat(shown(Post.post("a").from("Paper", "https://paper.example/a?b=c"))
                        .at("/origin/url")
                        .asString())
                .isEqualTo("https://paper.example/a?b=c");
    }

    @Test
    void whatTodaysIngestAcceptsIsUnchanged() {
        Post post = Post.post("a")
                .extra(Map.of("canonical_url", "https://paper.example/a b", "mood", "calm"))
                .from("Paper", null)
                .html("<h2 id=\"a\">A</h2>\n<p>Text &amp; <a href=\"https://e.example/?a=b&amp;c=d\">more</a>.</p>\n"
                        + "<ul>\n<li>☑ one</li>\n</ul>");

        JsonNode json = shown(post);

        assertThat(json.get("html").asString()).isEqualTo(post.submission().html());
        assertThat(json.get("extra"))
                .isEqualTo(Json.mapper().valueToTree(post.given().extra()));
        assertThat(json.get("origin"))
                .isEqualTo(Json.mapper().valueToTree(post.given().origin()));
    }

    private static JsonNode shown(Post post) {
        Decision decision = new Newsroom().send(post.submission());
        return ResponseJson.current(new Stored(Objects.requireNonNull(decision.head()), decision));
    }
}
