package org.dibao.cli;

import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** How an article stands that readers do not see, in a few words; asked for once it is to be told. */
final class Standing {
    /** For what is no article. */
    static final Standing UNKNOWN = new Standing(_ -> LenientJson.MAPPER.missingNode());

    /**
     * What is told of an article.
     *
     * @param outcome a word for what became of it
     * @param more    how it stands; empty if there is nothing to tell
     */
    record Told(String outcome, String more) {}

    private final Function<String, JsonNode> read;
    private final SiteTime time;

    /** @param read gives the answer of an address of the API */
    Standing(Function<String, JsonNode> read) {
        this.read = read;
        this.time = new SiteTime(read);
    }

    /** Of one that is scheduled. */
    String scheduled(String id, String at) {
        return (at.isEmpty() ? "" : "to be published at " + time.of(at) + "; ") + preview(id);
    }

    /** Of a draft, or of what was withdrawn before anybody saw it: for the log, both are drafts. */
    Told drafted(String id) {
        return now(id).path("status").asString("").equals("withdrawn")
                ? new Told("withdrawn", "no reader could see it; \"dibao restore " + id + "\" brings it back")
                : new Told("drafted", "seen by nobody without the key; " + preview(id));
    }

    /** Of one that was live: it may be a draft again, or have a date that lies ahead. */
    String offSite(String id) {
        JsonNode now = now(id);
        return switch (now.path("status").asString("")) {
            case "scheduled" ->
                "off the site: it was live, and its time lies ahead now; it comes back at "
                        + time.of(now.path("publishAt").asString("")) + "; " + preview(id);
            case "draft" -> "off the site: it was live, and is a draft now; " + preview(id);
            case "withdrawn" -> "off the site";
            default -> "off the site; what it is now: dibao show " + id;
        };
    }

    /** Of one that stays as it is and has no address to show; empty if there is nothing to tell. */
    String unseen(String id) {
        JsonNode now = now(id);
        return switch (now.path("status").asString("")) {
            case "scheduled" -> scheduled(id, now.path("publishAt").asString(""));
            case "draft" -> "seen by nobody without the key; " + preview(id);
            case "withdrawn" -> "off the site";
            default -> "";
        };
    }

    private JsonNode now(String id) {
        try {
            return read.apply(ArticleCommand.addressOf(id));
        } catch (CommandFailed e) {
            return LenientJson.MAPPER.missingNode();
        }
    }

    private static String preview(String id) {
        return "preview: dibao preview " + id;
    }
}
