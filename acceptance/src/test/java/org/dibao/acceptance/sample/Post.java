package org.dibao.acceptance.sample;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A file of a {@code _posts} folder.
 *
 * @param front its front matter: keys and values as they stand in YAML
 */
public record Post(String fileName, Map<String, String> front, String body) {

    public Post {
        front = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(front));
    }

    /** A small post of a category of its own, dated 2024-03-18 09:36:15 +0800. */
    public static Post sample() {
        return in(Unique.word("lanmu"));
    }

    public static Post in(String category) {
        String word = Unique.word("hb");
        Map<String, String> front = new LinkedHashMap<>();
        front.put("layout", "post");
        front.put("title", "\"江畔灯会" + word + "\"");
        front.put("date", "2024-03-18 09:36:15 +0800");
        front.put("categories", category);
        return new Post("2024-03-18-" + word + ".md", front, "入夜，江畔的灯一盏盏亮了起来。" + word + "\n");
    }

    public Post named(String name) {
        return new Post(name, front, body);
    }

    public Post with(String key, String yaml) {
        Map<String, String> changed = new LinkedHashMap<>(front);
        changed.put(key, yaml);
        return new Post(fileName, changed, body);
    }

    public Post titled(String title) {
        return with("title", '"' + title + '"');
    }

    public Post without(String key) {
        Map<String, String> changed = new LinkedHashMap<>(front);
        changed.remove(key);
        return new Post(fileName, changed, body);
    }

    public Post body(String markdown) {
        return new Post(fileName, front, markdown);
    }

    public String title() {
        return front.getOrDefault("title", "").replaceAll("^\"|\"$", "");
    }

    public String category() {
        return front.getOrDefault("categories", "");
    }

    /** The name's part behind the date, without the extension. */
    public String slug() {
        return fileName.replaceFirst("^[0-9]{4}-[0-9]{2}-[0-9]{2}-", "").replaceFirst("\\.[a-z]+$", "");
    }

    /** Where Jekyll's default permalink puts it; right for posts dated 2024-03-18. */
    public String path() {
        return "/" + category() + "/2024/03/18/" + slug() + ".html";
    }

    public String markdown() {
        return front.entrySet().stream()
                .map(line -> line.getKey() + ": " + line.getValue() + "\n")
                .collect(Collectors.joining("", "---\n", "---\n" + body));
    }

    /** The name for a {@code Slug} header or a URL (RFC 5023, 9.7). */
    public String encodedFileName() {
        return URLEncoder.encode(fileName, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
