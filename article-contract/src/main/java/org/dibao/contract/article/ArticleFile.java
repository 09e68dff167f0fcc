package org.dibao.contract.article;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The file that an article was read from: its path below the site in Unicode NFC, such as {@code
 * en/news/_posts/2022-01-25-a.md}. Two files of one name in different folders are two articles. A bare name does not
 * tell its folder, so it may be any file of that name.
 */
public record ArticleFile(@JsonValue String path) {
    /** The folders in which Jekyll looks for posts; they tell nothing about a post. */
    public static final List<String> POSTS = List.of("_posts", "_drafts");

    @JsonCreator
    public ArticleFile {
        path = Normalizer.normalize(path, Normalizer.Form.NFC);
        if (path.isEmpty() || path.startsWith("/") || path.endsWith("/")) {
            throw new IllegalArgumentException("a file has a name, and its path does not start with a slash");
        }
    }

    public boolean isBare() {
        return path.indexOf('/') < 0;
    }

    /**
     * The id of its article if the short one belongs to another file: the short id, followed by the folders, or by the
     * language for a bare name. It depends on nothing else.
     */
    public ArticleId longId(ArticleId shortId, @Nullable String lang) {
        String id = shortId + "." + (isBare() ? String.valueOf(lang) : folders());
        try {
            return new ArticleId(id);
        } catch (IllegalArgumentException e) { // too long
            String digest = "." + Digest.of(path);
            int room = ArticleId.MAX_LENGTH - digest.length();
            String start = shortId.value();
            return new ArticleId(start.substring(0, Math.min(start.length(), room)) + digest);
        }
    }

    private String folders() {
        String[] parts = path.split("/", -1);
        String folders = Arrays.stream(parts, 0, parts.length - 1)
                .filter(folder -> !POSTS.contains(folder))
                .collect(Collectors.joining("."));
        return folders.isEmpty() ? parts[0] : folders;
    }

    @Override
    public String toString() {
        return path;
    }
}
