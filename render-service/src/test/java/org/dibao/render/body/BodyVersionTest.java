package org.dibao.render.body;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.dibao.contract.article.Digest;
import org.dibao.contract.json.Json;
import org.junit.jupiter.api.Test;

class BodyVersionTest {
    private static final List<String> PARTS = List.of(
            "<h1>一</h1><p>　　段落①</p><p><img src=\"/a.png\" width=3></p><h3>二</h3><p>段落</p>",
            "<p><a href=\"https://old.example/x\">x</a><a href=\"//elsewhere.example\">y</a></p>",
            "<pre><code class=\"language-java\">int a = 1; // b</code></pre>",
            "<table><tr><td>a<td>b</table><ol type=\"A\"><li>c</ol>",
            "<p>第<sup id=\"fnref:1\" role=\"doc-noteref\"><a href=\"#fn:1\">1</a></sup></p>",
            "<p>见https://example.com/a/long/address.html，又</p>",
            "<p class=\"em_media\">（文章来源：某报）</p>");

    @Test
    void keptBodiesAreMadeAnewAfterEachChangeOfTheCode() {
        Random random = new Random(7);
        List<RenderedBody> bodies = new ArrayList<>();
        for (int round = 0; round < 300; round++) {
            bodies.add(BodyRenderer.of(
                    Soup.of(random, 20) + PARTS.get(round % PARTS.size()) + Soup.of(random, 20), Shown.GROUPED));
        }
        assertThat(BodyRenderer.VERSION + " " + Digest.of(Json.bytes(bodies)))
                .as(
                        "bodies differ from those that the view keeps: raise BodyRenderer.VERSION and put the new digest here")
                .isEqualTo("3 74zM3JJOyDe2ixkVD27jIS");
    }
}
