package org.dibao.cli;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dibao.cli.export.SourceSite;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What was given to a running Dibao: as it is, or its articles as they were at a position of the log. */
final class GivenSite implements SourceSite {
    private static final String ASSETS = "/api/assets";

    private final Api api;
    private final long position;

    /** @param position of the log; {@code Long.MAX_VALUE}: as it is */
    GivenSite(Api api, long position) {
        this.api = api;
        this.position = position;
    }

    private boolean isOfNow() {
        return position == Long.MAX_VALUE;
    }

    /** As they are: nothing tells how they were. */
    @Override
    public JsonNode settings() {
        return api.ask("GET", "/api/site");
    }

    @Override
    public Collection<String> articles() {
        Set<String> ids = new LinkedHashSet<>(LiveArticles.ids(address -> api.ask("GET", address)));
        for (String status : isOfNow() ? List.of("draft", "scheduled") : List.of("draft", "scheduled", "withdrawn")) {
            ArticleList.read(
                    address -> api.ask("GET", address),
                    status,
                    Integer.MAX_VALUE,
                    article -> ids.add(article.path("id").asString("")));
        }
        return ids;
    }

    @Override
    public Optional<GivenArticle> article(String id) {
        String address = ArticleCommand.addressOf(id);
        if (isOfNow()) {
            return given(api.ask("GET", address), address + "/submission");
        }
        int revision = revision(address);
        return revision == 0
                ? Optional.empty()
                : given(
                        api.ask("GET", address + "/revisions/" + revision),
                        address + "/submission?revision=" + revision);
    }

    private Optional<GivenArticle> given(JsonNode shown, String submission) {
        return shown.path("status").asString("").equals("withdrawn")
                ? Optional.empty()
                : Optional.of(new GivenArticle((ObjectNode) api.ask("GET", submission), shown));
    }

    /** The last one up to the position; 0 if there is none. */
    private int revision(String address) {
        String query = "";
        while (true) {
            JsonNode page = api.ask("GET", address + "/revisions" + query);
            for (JsonNode revision : page.path("revisions")) {
                if (revision.path("position").asLong() <= position) {
                    return revision.path("revision").asInt();
                }
            }
            if (!page.has("before")) {
                return 0;
            }
            query = "?before=" + page.path("before").asInt();
        }
    }

    /** Those that have not changed since: earlier bytes are not served. */
    @Override
    public List<KeptFile> files() {
        List<KeptFile> files = new ArrayList<>();
        String next = "";
        do {
            String after = next.isEmpty() ? "" : "?after=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
            JsonNode page = api.ask("GET", ASSETS + after);
            page.path("files")
                    .valueStream()
                    .filter(file -> file.path("status").asString("").equals("live")
                            && file.path("position").asLong() <= position)
                    .forEach(file -> files.add(new KeptFile(
                            file.path("path").asString(""),
                            file.at("/content/hash").asString(""))));
            next = page.path("next").asString("");
        } while (!next.isEmpty());
        return files;
    }

    @Override
    public void fetch(KeptFile file, Path to) throws IOException {
        HttpResponse<Path> answer =
                api.sendOnce(Published.encoded(file.path()), request -> request.GET(), BodyHandlers.ofFile(to));
        if (answer.statusCode() != 200) {
            throw new IOException(file.path() + " was not served (" + answer.statusCode() + ")");
        }
    }
}
