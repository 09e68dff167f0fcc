package org.dibao.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.dibao.acceptance.client.Answer;
import org.dibao.acceptance.client.Site;
import org.dibao.acceptance.client.Topic;
import org.dibao.acceptance.sample.Post;
import org.dibao.acceptance.sample.Unique;
import org.dibao.acceptance.system.Running;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A key of one's own: what it may do, who did it, and who learns of that. */
@ExtendWith(Running.class)
class KeysTest {
    private final Site site;
    private final String name = Unique.word("key");

    KeysTest(Site site) {
        this.site = site;
    }

    private Answer add(String scopes) {
        return site.publisher("POST", "/api/keys")
                .body("application/json", "{\"name\":\"" + name + "\",\"scopes\":[" + scopes + "]}")
                .send();
    }

    @Test
    void aNewKeyPublishesAndItsNameIsKnownToWhoeverMayReadDraftsAlone() {
        String key = add("\"publish\"").expect(201).json().get("key").asString();
        Site editor = new Site(site.address(), key, site.kafka());

        Answer published = editor.publish(Post.sample()).expect(201);

        String receipt = "/api/submissions/" + published.position();
        assertThat(editor.getWithKey(receipt).expect(200).json().get("by").asString())
                .isEqualTo(name);
        assertThat(site.getWithKey(receipt).expect(200).json().get("by").asString())
                .isEqualTo(name);
        String article = "/api/articles/" + published.article();
        assertThat(site.get(article).expect(200).text()).doesNotContain(name);
        assertThat(site.getWithKey(article).expect(200).json().get("by").asString())
                .isEqualTo(name);
        assertThat(editor.getWithKey(article + "/revisions").expect(403).text()).contains("read-drafts");
    }

    @Test
    void aRemovedKeyIsRefusedAndItsSecretWasNowhereInKafka() {
        String key = add("\"publish\"").expect(201).json().get("key").asString();
        Site editor = new Site(site.address(), key, site.kafka());

        site.publisher("DELETE", "/api/keys/" + name).send().expect(204);

        editor.publish(Post.sample()).expect(401);
        Topic operations = site.topic("operations");
        assertThat(operations.all())
                .anyMatch(record -> record.value().toString().contains(name))
                .noneMatch(record -> record.value().toString().contains(key));
    }
}
