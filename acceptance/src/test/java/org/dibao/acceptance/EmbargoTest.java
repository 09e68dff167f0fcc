package org.dibao.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dibao.acceptance.client.Answer;
import org.dibao.acceptance.client.EventStream;
import org.dibao.acceptance.client.Site;
import org.dibao.acceptance.sample.Post;
import org.dibao.acceptance.sample.Unique;
import org.dibao.acceptance.system.Running;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A search of all public answers, body and headers, for anything of an article that is scheduled. */
@ExtendWith(Running.class)
class EmbargoTest {
    private static final int MOST = 250;

    /** Addresses in HTML, XML and JSON that are on the site, apart from the stream, which has no end. */
    private static final Pattern ADDRESS = Pattern.compile(
            "(?:href|src)=\"(/[^\"#]*)|<loc>https?://[^/<]+(/[^<]*)|\"(/(?:api|feed|assets)/[^\"{}<>]*)\"");

    private static final Pattern STREAM = Pattern.compile("/api/events(\\?.*)?");

    private static final List<String> BEGINNINGS = List.of(
            "/",
            "/categories.html",
            "/tags.html",
            "/feed.xml",
            "/rss.xml",
            "/feed.json",
            "/sitemap.xml",
            "/sitemap-pages.xml",
            "/news-sitemap.xml",
            "/robots.txt",
            "/api/articles?limit=100",
            "/api/status",
            "/api/site",
            "/api/docs",
            "/api/openapi.json",
            "/api/asyncapi.json");

    private final Site site;
    private final String word = Unique.word("embargo");
    private final String category = Unique.word("anbu");

    EmbargoTest(Site site) {
        this.site = site;
    }

    @Test
    void nothingOfItIsInAnyPublicAnswer() {
        Answer visible = site.publish(Post.in(category)).expect(201);
        Map<String, String> before = tags();
        Answer scheduled = site.publish(secret().with("publish_at", "'" + tomorrow() + "'"))
                .expect(201);
        assertThat(scheduled.outcome()).isEqualTo("scheduled");

        Set<String> seen = new LinkedHashSet<>();
        Deque<String> next = new ArrayDeque<>(BEGINNINGS);
        next.add("/category/" + category + ".html");
        next.add("/feed/category/" + category + ".xml");
        next.add(visible.location());
        next.add("/api/events/page?after=" + (visible.position() - 1));
        while (!next.isEmpty() && seen.size() < MOST) {
            String address = next.poll();
            if (!STREAM.matcher(address).matches() && seen.add(address)) {
                Answer answer = site.get(address);
                assertThat(answer.toString()).as(address).doesNotContain(word);
                assertThat(answer.text()).as(address).doesNotContain(word);
                Matcher links = ADDRESS.matcher(answer.text());
                while (links.find()) {
                    for (int group = 1; group <= links.groupCount(); group++) {
                        if (links.group(group) != null) {
                            next.add(links.group(group).replace("&amp;", "&"));
                        }
                    }
                }
            }
        }
        assertThat(seen).hasSizeGreaterThan(BEGINNINGS.size() + 4);
        assertThat(tags()).as("the pages and feeds that it will be in").isEqualTo(before);
    }

    @Test
    void anAddressThatItWillHaveIsAnsweredLikeAnyOther() {
        String id = site.publish(secret().with("publish_at", "'" + tomorrow() + "'"))
                .expect(201)
                .article();
        String other = Unique.word("embargo");
        for (String address : List.of(
                "/" + word + ".html",
                "/" + word,
                "/tag/" + word + ".html",
                "/author/" + word + ".html",
                "/feed/tag/" + word + ".xml",
                "/search?q=" + word,
                "/api/articles?tag=" + word,
                "/api/articles/" + id,
                "/api/articles/" + id + "/revisions",
                "/articles/" + id,
                "/api/events/page?tag=" + word,
                "/desk/preview/" + word)) {
            assertThat(shape(address, word)).as(address).isEqualTo(shape(address.replace(word, other), other));
        }
    }

    @Test
    void streamsFromAnyPlaceOnSayNothingOfIt() {
        Answer visible = site.publish(Post.in(category)).expect(201);
        try (EventStream stream =
                EventStream.open(site.reader("GET", "/api/events?after=" + (visible.position() - 1)))) {
            site.publish(secret().with("publish_at", "'" + tomorrow() + "'")).expect(201);
            Answer last = site.publish(Post.in(category)).expect(201);
            stream.awaitEvent(event -> event.position().equals(Long.toString(last.position())));
            assertThat(stream.raw()).doesNotContain(word);
        }
    }

    /** Status, headers and body of an answer, apart from the time and the word that was asked for. */
    private String shape(String address, String asked) {
        String answer = site.get(address).toString();
        return answer.replace(asked, "…")
                .replaceAll("date=\\[[^]]*]", "")
                .replaceAll("etag=\\[[^]]*]", "")
                .replaceAll("(dibao-position|last-modified|age)=\\[[^]]*]", "")
                .replaceAll("\"(cursor|next|at)\":\"[^\"]*\"", "");
    }

    private Map<String, String> tags() {
        Map<String, String> tags = new LinkedHashMap<>();
        for (String address : List.of(
                "/",
                "/category/" + category + ".html",
                "/feed.xml",
                "/feed.json",
                "/sitemap.xml",
                "/news-sitemap.xml",
                "/api/articles?category=" + category)) {
            tags.put(address, site.get(address).required("ETag"));
        }
        return tags;
    }

    private Post secret() {
        return Post.in(category)
                .named("2024-03-18-" + word + ".md")
                .titled(word)
                .with("tags", word)
                .with("author", word)
                .with("excerpt", word)
                .with("image", "/media/" + word + ".jpg")
                .with("permalink", "/" + word + ".html")
                .with("redirect_from", "/" + word)
                .body(word);
    }

    private static Instant tomorrow() {
        return Instant.now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);
    }
}
