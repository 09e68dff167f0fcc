package org.dibao.acceptance.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import org.dibao.acceptance.sample.Post;

/**
 * A site at its address.
 *
 * @param kafka where its topics are, host:port
 */
public record Site(URI address, String key, String kafka) {
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /** A request without a key, as a reader sends it. */
    public Call reader(String method, String target) {
        return new Call(CLIENT, address, method, target);
    }

    /** A request with the site's key. */
    public Call publisher(String method, String target) {
        return reader(method, target).key(key);
    }

    public Answer get(String target) {
        return reader("GET", target).send();
    }

    public Answer getWithKey(String target) {
        return publisher("GET", target).send();
    }

    /** Posts as {@code curl --data-binary @file} with the file's name would, and waits until it is live or refused. */
    public Answer publish(Post post) {
        return posting(post).waiting().send();
    }

    public Call posting(Post post) {
        return publisher("POST", "/api/articles")
                .with("Slug", post.encodedFileName())
                .body("text/markdown; charset=utf-8", post.markdown());
    }

    public Answer withdraw(String id) {
        return publisher("DELETE", "/api/articles/" + id).waiting().send();
    }

    public Topic topic(String name) {
        return new Topic(kafka, name);
    }

    /** The log of submissions. */
    public Topic articles() {
        return topic("articles");
    }

    public Topic articleEvents() {
        return topic("article-events").ofDibao();
    }

    public Topic publications() {
        return topic("publications").ofDibao();
    }
}
