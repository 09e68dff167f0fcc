package org.dibao.acceptance.sample;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.dibao.acceptance.client.Answer;
import org.dibao.acceptance.client.Call;
import org.dibao.acceptance.client.Site;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Publishes at random: many articles at once or one alone, new ones and revisions; moves them to another section of the
 * site, files them elsewhere, withdraws and restores them. It waits for nothing but the acknowledgement, and repeats
 * whatever a break left unanswered, as a publisher may.
 */
public final class Newsroom {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofMinutes(5); // a rebuild on a busy machine;
    private static final List<String> NAMES = List.of("north", "south", "river");

    private final Site site;
    private final Random random;
    private final String word = Unique.word("bj");
    private final List<Article> articles = new ArrayList<>();
    private final Map<Long, String> acknowledged = new LinkedHashMap<>();
    private int written;

    private record Article(String id, String category, String section, int address) {}

    public Newsroom(Site site, long seed) {
        this.site = site;
        this.random = new Random(seed);
    }

    public List<String> categories() {
        return NAMES.stream().map(name -> word + name).toList();
    }

    /** What the paths of a section begin with. */
    public String section(int number) {
        return "/" + word + "/" + NAMES.get(number) + "/";
    }

    /** New articles, with revisions of others between them, in one upload. */
    public void publish(int count) {
        List<Map<String, Object>> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add(submission(added()));
            if (random.nextInt(3) == 0) {
                lines.add(submission(changed()));
            }
        }
        String body = Archives.ndjson(lines);
        Call upload = site.publisher("POST", "/api/imports").body("application/x-ndjson", body);
        Answer answer = answered(() -> {
            Answer results = upload.send();
            return results.status() == 200 && results.text().lines().count() < lines.size() ? null : results;
        });
        answer.expect(200).text().lines().map(JSON::readTree).forEach(this::acknowledge);
    }

    /** One article is revised, moved, filed elsewhere, withdrawn or restored. */
    public void change() {
        if (random.nextInt(4) == 0) {
            String id = articles.get(random.nextInt(articles.size())).id();
            send(site.publisher("DELETE", "/api/articles/" + id));
        } else {
            post(submission(changed()));
        }
    }

    /** An article that is filed in all categories, in this section. Gives its position, once it is live. */
    public long publishEverywhere(int section) {
        Article article = new Article(Unique.word("all"), "", NAMES.get(section), 0);
        Map<String, Object> everywhere = new LinkedHashMap<>(submission(article));
        everywhere.put("categories", categories());
        return post(everywhere);
    }

    /** The positions that were acknowledged, with the article of each. */
    public Map<Long, String> acknowledged() {
        return acknowledged;
    }

    private Article added() {
        Article article = new Article(Unique.word("bj"), category(), section(), 0);
        articles.add(article);
        return article;
    }

    private Article changed() {
        int which = random.nextInt(articles.size());
        Article now = articles.get(which);
        Article changed = switch (random.nextInt(4)) {
            case 0 -> new Article(now.id(), category(), now.section(), now.address());
            case 1 -> new Article(now.id(), now.category(), section(), now.address());
            case 2 -> new Article(now.id(), now.category(), now.section(), now.address() + 1);
            default -> now;
        };
        articles.set(which, changed);
        return changed;
    }

    private Map<String, Object> submission(Article article) {
        return Map.of(
                "id",
                article.id(),
                "title",
                "第" + ++written + "稿",
                "date",
                "2024-03-18T09:36:15+08:00",
                "categories",
                List.of(article.category()),
                "permalink",
                "/" + word + "/" + article.section() + "/" + article.id() + "-" + article.address() + ".html",
                "body",
                "正文" + written);
    }

    private String category() {
        return word + NAMES.get(random.nextInt(NAMES.size()));
    }

    private String section() {
        return NAMES.get(random.nextInt(NAMES.size()));
    }

    private long post(Map<String, Object> submission) {
        return send(
                site.publisher("POST", "/api/articles").body("application/json", JSON.writeValueAsString(submission)));
    }

    private long send(Call call) {
        call.with("Idempotency-Key", Unique.word("key"));
        Answer answer = answered(() -> call.send());
        if (answer.status() != 202) {
            answer.expect(200);
        }
        acknowledge(answer.json());
        return answer.position();
    }

    private void acknowledge(JsonNode receipt) {
        acknowledged.put(
                receipt.path("position").asLong(), receipt.path("article").asString());
    }

    /** Repeats a request for as long as the system is being restarted. */
    private static Answer answered(Supplier<Answer> request) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            String why = "half an answer";
            try {
                Answer answer = request.get();
                if (answer != null && answer.status() < 500) {
                    return answer;
                }
                why = String.valueOf(answer);
            } catch (UncheckedIOException e) {
                why = e.toString();
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("no answer within " + PATIENCE + ": " + why);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(100);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
