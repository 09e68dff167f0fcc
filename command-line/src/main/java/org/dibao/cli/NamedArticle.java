package org.dibao.cli;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An article as people name it: by its id, its file, or its address. */
final class NamedArticle {
    private NamedArticle() {}

    /**
     * Its id. Only one that is named by its address is looked for.
     *
     * @param read gives the answer of an address of the API
     * @param hasKey whether articles that are not live may be looked for, too
     */
    static String id(String name, Function<String, JsonNode> read, boolean hasKey) {
        String path = path(name);
        if (path != null) {
            return at(read, path)
                    .or(() -> hasKey ? draft(read, path) : Optional.empty())
                    .orElseThrow(() -> new CommandFailed(
                            Exit.REFUSED,
                            "No article is at " + path + ". \"dibao list\" shows the articles with their ids."));
        }
        Path file = Path.of(name);
        if (ArticleFile.type(file).isPresent()) {
            String fileName = ArticleFile.name(file);
            return fileName.substring(0, fileName.lastIndexOf('.'));
        }
        return name;
    }

    /** The path of an address, decoded; null if the name is none. A file may be named from the root, too. */
    private static @Nullable String path(String name) {
        if (name.matches("https?://.*")) {
            try {
                return URI.create(name).getPath();
            } catch (IllegalArgumentException e) {
                throw new CommandFailed(
                        Exit.USAGE, "\"" + name + "\" is not an address: write it as a browser shows it.");
            }
        }
        return name.startsWith("/") && !Files.exists(Path.of(name)) ? decoded(name) : null;
    }

    private static String decoded(String path) {
        try {
            return URI.create(path).getPath();
        } catch (IllegalArgumentException e) {
            return path;
        }
    }

    private static Optional<String> at(Function<String, JsonNode> read, String path) {
        return read.apply("/api/articles?path=" + URLEncoder.encode(path, StandardCharsets.UTF_8))
                .path("articles")
                .valueStream()
                .filter(article -> article.path("path").asString("").equals(path))
                .map(article -> article.path("id").asString(""))
                .findFirst();
    }

    /** A draft has no path yet; what is shown is the one that it would have. */
    private static Optional<String> draft(Function<String, JsonNode> read, String path) {
        List<String> ids = new ArrayList<>();
        ArticleList.read(read, "draft", Integer.MAX_VALUE, article -> {
            if (article.path("path").asString("").equals(path)) {
                ids.add(article.path("id").asString(""));
            }
        });
        return ids.stream().findFirst();
    }
}
