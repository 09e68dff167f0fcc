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

/**
 * An article as people name it: by its id, its file, or its address, which may be a former one.
 *
 * @param movedTo the path that it has now, if the address is a former one; absent otherwise
 */
record NamedArticle(String id, @Nullable String movedTo) {

    /**
     * Only one that is named by its address is looked for.
     *
     * @param read gives the answer of an address of the API
     * @param redirect gives the path that an address of the site leads to, if it leads elsewhere
     * @param hasKey whether articles that are not live may be looked for, too
     */
    static NamedArticle of(
            String name, Function<String, JsonNode> read, Function<String, Optional<String>> redirect, boolean hasKey) {
        URI address = address(name);
        if (address != null) {
            String path = address.getPath();
            return at(read, path)
                    .map(id -> new NamedArticle(id, null))
                    .or(() -> redirect.apply(target(address))
                            .flatMap(now -> at(read, now).map(id -> new NamedArticle(id, now))))
                    .or(() -> hasKey ? draft(read, path).map(id -> new NamedArticle(id, null)) : Optional.empty())
                    .orElseThrow(() -> new CommandFailed(
                            Exit.REFUSED,
                            "No article is at " + path + ". \"dibao list\" shows the articles with their ids."));
        }
        Path file = Path.of(name);
        if (ArticleFile.type(file).isPresent()) {
            String fileName = ArticleFile.name(file);
            return new NamedArticle(fileName.substring(0, fileName.lastIndexOf('.')), null);
        }
        return new NamedArticle(name, null);
    }

    /** An address, whole or from the root; null if the name is none. A file may be named from the root, too. */
    private static @Nullable URI address(String name) {
        if (name.matches("https?://.*")) {
            try {
                return URI.create(name);
            } catch (IllegalArgumentException e) {
                throw new CommandFailed(
                        Exit.USAGE, "\"" + name + "\" is not an address: write it as a browser shows it.");
            }
        }
        return name.startsWith("/") && !Files.exists(Path.of(name)) ? fromRoot(name) : null;
    }

    private static URI fromRoot(String path) {
        try {
            return URI.create(path);
        } catch (IllegalArgumentException e) {
            return URI.create(Published.encoded(path));
        }
    }

    /** What a browser would ask the site for. */
    private static String target(URI address) {
        String path = Published.encoded(address.getPath());
        return address.getRawQuery() == null ? path : path + "?" + address.getRawQuery();
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
