package org.dibao.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Lists articles. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = {"List articles: the live ones, or those that nobody sees.", "Times are the site's."},
        footerHeading = "%nExamples:%n",
        footer = {"  dibao list", "  dibao list --scheduled", "  dibao list --drafts --json"})
final class ListCommand extends ArticleCommand {
    /** For ids: of a longer one, the title comes after it. */
    private static final int MOST_COLUMNS = 40;

    @ArgGroup
    Status status = new Status();

    static final class Status {
        @Option(names = "--drafts", description = "Drafts, the latest first.")
        boolean drafts;

        @Option(names = "--scheduled", description = "What is to be published at a time to come, the next first.")
        boolean scheduled;

        @Option(names = "--withdrawn", description = "Withdrawn articles, the latest first.")
        boolean withdrawn;
    }

    @Option(names = "--limit", paramLabel = "N", description = "How many at most (default: ${DEFAULT-VALUE}).")
    int limit = 50;

    /**
     * A kind of list.
     *
     * @param status absent for live articles
     * @param time   the member that tells when, and its title
     */
    private record Kind(@Nullable String status, String time, String title, String none) {
        private static Kind of(Status chosen) {
            return chosen.drafts
                    ? new Kind("draft", "since", "CHANGED", "There are no drafts.")
                    : chosen.scheduled
                            ? new Kind("scheduled", "publishAt", "TO BE PUBLISHED", "Nothing is scheduled.")
                            : chosen.withdrawn
                                    ? new Kind("withdrawn", "since", "WITHDRAWN", "Nothing is withdrawn.")
                                    : new Kind(null, "date", "DATE", "There are no articles.");
        }
    }

    @Override
    public Integer call() {
        if (limit < 1) {
            throw new CommandFailed(Exit.USAGE, "--limit is " + limit + "; it must not be less than 1.");
        }
        Kind kind = Kind.of(status);
        if (kind.status() != null) {
            options.target().requireKey();
        }
        ObjectNode found = articles(kind);
        JsonNode articles = found.path("articles");
        var out = CommandOutput.of(spec);
        if (json) {
            out.println(found);
        } else if (articles.isEmpty()) {
            out.println(kind.none());
        } else {
            print(kind, articles);
            if (found.has("next")) {
                out.println("There are more: give a higher --limit.");
            }
        }
        out.flush();
        return Exit.OK;
    }

    private ObjectNode articles(Kind kind) {
        ObjectNode all = LenientJson.MAPPER.createObjectNode();
        ArrayNode articles = all.putArray("articles");
        String next = ArticleList.read(this::read, kind.status(), limit, articles::add);
        return next.isEmpty() ? all : all.put("next", next);
    }

    private void print(Kind kind, JsonNode articles) {
        SiteTime time = siteTime();
        int ids = "ID".length();
        for (JsonNode article : articles) {
            ids = Math.clamp(columns(article.path("id").asString("")), ids, MOST_COLUMNS);
        }
        var out = CommandOutput.of(spec);
        out.printf("%s  %s  %s%n", padded(kind.title(), SiteTime.LENGTH), padded("ID", ids), "TITLE");
        for (JsonNode article : articles) {
            out.printf(
                    "%s  %s  %s%n",
                    padded(time.of(article.path(kind.time()).asString("")), SiteTime.LENGTH),
                    padded(article.path("id").asString(""), ids),
                    article.path("title").asString(""));
        }
    }

    private static String padded(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - columns(text)));
    }

    /** How many columns a terminal takes for it: two for a Chinese character. */
    private static int columns(String text) {
        return text.codePoints()
                .map(c ->
                        Character.isIdeographic(c) || c >= 0x3000 && c <= 0xD7A3 || c >= 0xFF01 && c <= 0xFF60 ? 2 : 1)
                .sum();
    }
}
