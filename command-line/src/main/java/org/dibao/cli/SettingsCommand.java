package org.dibao.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What the commands that change the site's settings share: they tell what has changed. */
abstract class SettingsCommand extends ArticleCommand {
    static final String PATH = "/api/site";
    /** Those after which the settings are known that hold now. */
    private static final Set<String> DONE = Set.of("site-changed", "unchanged");

    private static final int MOST_SHOWN = 80;

    /** Changes settings, tells what each was and is, and gives the exit status. */
    int change(JsonNode patch) {
        options.target().requireKey();
        JsonNode before = json ? patch : read(PATH);
        Published published = send("PATCH", PATH, patch, SiteCommand.SETTINGS, null);
        print(published, SiteCommand.SETTINGS);
        if (!json && DONE.contains(published.outcome())) {
            lines(patch, before, read(PATH)).forEach(CommandOutput.of(spec)::println);
            CommandOutput.of(spec).flush();
        }
        return published.exit();
    }

    private static List<String> lines(JsonNode patch, JsonNode before, JsonNode after) {
        List<String> lines = new ArrayList<>();
        add(lines, "", patch, before, after);
        return lines;
    }

    private static void add(List<String> lines, String outer, JsonNode patch, JsonNode before, JsonNode after) {
        for (Map.Entry<String, JsonNode> member : patch.properties()) {
            String name = member.getKey();
            JsonNode old = before.path(name);
            JsonNode now = after.path(name);
            if (member.getValue().isObject()) {
                add(lines, outer + name + ".", member.getValue(), old, now);
            } else {
                String what = old.equals(now) ? shown(now) + " (unchanged)" : shown(old) + " → " + shown(now);
                lines.add("  " + outer + name + ": " + what);
            }
        }
    }

    /** A setting that has no value of its own has the default. */
    private static String shown(JsonNode value) {
        String text = value.isMissingNode() || value.isNull() ? "default" : value.toString();
        return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "…";
    }
}
