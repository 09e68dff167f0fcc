package org.dibao.acceptance.sample;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A random life of a few articles in a few categories: made, revised, moved, filed elsewhere, hidden as drafts, withdrawn,
 * restored. The same seed gives the same steps; the names are this history's own.
 */
public final class History {
    private static final int ARTICLES = 15;
    private static final int CATEGORIES = 3;

    private final Random random;
    private final String word = Unique.word("shi");
    private final Map<String, State> states = new HashMap<>();
    private int steps;

    /** How an article stands after a step; {@code path} is where it is live, or was when it was live. */
    public record State(String name, boolean live, String title, String path, String category, Post post) {}

    /** Something to do, and how its article stands afterwards. */
    public record Step(boolean withdraw, State after) {}

    public History(long seed) {
        this.random = new Random(seed);
    }

    public List<String> categories() {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < CATEGORIES; i++) {
            all.add(word + "c" + i);
        }
        return all;
    }

    /** The next step; the history takes it for done. */
    public Step next() {
        String name = word + "a" + random.nextInt(ARTICLES);
        State now = states.get(name);
        steps++;
        int what = random.nextInt(10);
        Step step;
        if (now == null) {
            step = submit(name, category(), name);
        } else if (what == 0 && now.live()) {
            step = new Step(true, new State(name, false, now.title(), now.path(), now.category(), now.post()));
        } else if (what == 1) {
            Post draft = submit(name, now.category(), name).after().post().with("published", "false");
            step = new Step(false, new State(name, false, draft.title(), now.path(), now.category(), draft));
        } else if (what <= 3) {
            step = submit(name, category(), name);
        } else if (what <= 5) {
            step = submit(name, now.category(), name + "v" + steps);
        } else {
            step = submit(name, now.category(), now.post().front().getOrDefault("slug", name));
        }
        states.put(name, step.after());
        return step;
    }

    private Step submit(String name, String category, String slug) {
        Post post = Post.in(category)
                .named("2024-03-18-" + name + ".md")
                .titled("第" + steps + "稿" + name)
                .with("slug", slug)
                .body("正文" + steps);
        String path = "/" + category + "/2024/03/18/" + slug + ".html";
        return new Step(false, new State(name, true, post.title(), path, category, post));
    }

    private String category() {
        return word + "c" + random.nextInt(CATEGORIES);
    }

    /** How all articles stand now. */
    public List<State> states() {
        return List.copyOf(states.values());
    }
}
