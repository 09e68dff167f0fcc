package org.dibao.cli;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
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
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

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
        ZoneId zone = zone();
        int ids = "ID".length();
        for (JsonNode article : articles) {
            ids = Math.max(ids, article.path("id").asString("").length());
        }
        String line = "%-19s  %-" + ids + "s  %s%n";
        var out = CommandOutput.of(spec);
        out.printf(line, kind.title(), "ID", "TITLE");
        for (JsonNode article : articles) {
            out.printf(
                    line,
                    time(article.path(kind.time()).asString(""), zone),
                    article.path("id").asString(""),
                    article.path("title").asString(""));
        }
    }

    private ZoneId zone() {
        try {
            return ZoneId.of(read("/api/site").path("timeZone").asString(""));
        } catch (DateTimeException e) {
            return ZoneOffset.UTC;
        }
    }

    private static String time(String instant, ZoneId zone) {
        try {
            return TIME.format(OffsetDateTime.parse(instant).atZoneSameInstant(zone));
        } catch (DateTimeException e) {
            return instant;
        }
    }
}
