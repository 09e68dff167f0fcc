package org.dibao.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The site's settings by hand. */
@Command(
        name = "site",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Show and change the site's settings.",
        subcommands = {SiteCommand.Get.class, SiteCommand.SetSome.class, SiteCommand.Edit.class},
        footerHeading = "%nExamples:%n",
        footer = {
            "  dibao site get",
            "  dibao site set title=\"River Gazette\" language=en feed.size=50",
            "  dibao site edit"
        })
final class SiteCommand {
    /** What they are called in a line about them. */
    static final String SETTINGS = "the site's settings";

    private static final int MOST_COUNTED = 1000;

    @Command(
            name = "get",
            mixinStandardHelpOptions = true,
            description = "Print the settings as JSON, or the value of one.",
            footerHeading = "%nExamples:%n",
            footer = {"  dibao site get", "  dibao site get timeZone", "  dibao site get feed.size"})
    static final class Get extends SettingsCommand {
        @Parameters(index = "0", arity = "0..1", paramLabel = "KEY", description = "The setting, such as feed.size.")
        @Nullable
        String key;

        @Override
        public Integer call() {
            JsonNode value = read(PATH);
            for (String name : key == null ? List.<String>of() : MergePatch.names(key)) {
                if (!value.has(name)) {
                    throw new CommandFailed(Exit.REFUSED, key + " has no value" + nearest(name, value));
                }
                value = value.path(name);
            }
            CommandOutput.of(spec).println(value.isContainer() ? value.toPrettyString() : value.asString());
            return Exit.OK;
        }
    }

    /** Names are told apart by their case, which is easily mistaken. */
    private static String nearest(String name, JsonNode settings) {
        return settings.propertyNames().stream()
                .filter(name::equalsIgnoreCase)
                .findFirst()
                .map(near -> ": did you mean " + near + "?")
                .orElse(". \"dibao site get\" shows all that have one; the README names the others.");
    }

    @Command(
            name = "set",
            mixinStandardHelpOptions = true,
            description = {
                "Change settings; those that are not named stay as they are.",
                "A value is text, a number, true, false or JSON; an empty one restores the default.",
                "files.NAME=@FILE has the site serve a text file of yours as /NAME.",
                "When permalink or timeZone changes, what is live keeps its address until its file is published with a change; --move-articles moves it, with redirects."
            },
            footerHeading = "%nExamples:%n",
            footer = {
                "  dibao site set title=\"River Gazette\" language=en",
                "  dibao site set categories.river.name=\"On the river\" feed.size=50",
                "  dibao site set 'menu=[{\"title\":\"About\",\"href\":\"/about.html\"}]'",
                "  dibao site set files.ads.txt=@ads.txt",
                "  dibao site set permalink=/:year/:title.html --dry-run",
                "  dibao site set permalink=/:year/:title.html --move-articles",
                "  dibao site set look.accent= menu="
            })
    static final class SetSome extends SettingsCommand {
        @Parameters(arity = "0..*", paramLabel = "KEY=VALUE", description = "The settings and their new values.")
        List<String> settings = List.of();

        @Option(
                names = "--move-articles",
                description = "Afterwards give every article its address and date by the site's settings; its former"
                        + " address redirects. If that is interrupted, run the same command again.")
        boolean moveArticles;

        @Option(names = "--dry-run", description = "Change nothing; say which articles --move-articles would move.")
        boolean dryRun;

        @Override
        public Integer call() {
            if (settings.isEmpty() && !moveArticles && !dryRun) {
                throw new CommandFailed(Exit.USAGE, "No setting is given: write one as title=\"River Gazette\".");
            }
            ObjectNode patch = MergePatch.of(settings);
            if (dryRun) {
                return moving(moves -> moves.preview(patch));
            }
            int exit = settings.isEmpty() ? Exit.OK : change(patch);
            if (exit != Exit.OK) {
                return exit;
            }
            if (moveArticles) {
                return moving(ArticleMoves::move);
            }
            if (!json) {
                sayWhatIsEnglish(patch.path("language").asString(""));
            }
            if (!json && (patch.has("permalink") || patch.has("timeZone"))) {
                sayWhatStays(patch.has("timeZone"));
            }
            return exit;
        }

        private int moving(ToIntFunction<ArticleMoves> task) {
            options.target().requireKey();
            try (Api api = new Api(options.target(), RETRY_FOR)) {
                return task.applyAsInt(new ArticleMoves(api, CommandOutput.of(spec), CommandOutput.err(spec)));
            }
        }

        private void sayWhatIsEnglish(String language) {
            if (!language.isEmpty() && !language.matches("(?i)(?:zh|en)(?:-.*)?")) {
                CommandOutput.of(spec)
                        .println("Articles are in " + language
                                + " now, and the interface of pages in English: Dibao has no texts in " + language
                                + ". A theme can have them, in texts/" + language + ".properties.");
            }
        }

        /** Addresses that people have linked to do not change by the way, nor when something was published. */
        private void sayWhatStays(boolean elsewhere) {
            List<JsonNode> live = new ArrayList<>();
            String next;
            try {
                next = ArticleList.read(this::read, null, MOST_COUNTED, live::add);
            } catch (CommandFailed e) {
                return; // the settings are changed all the same
            }
            if (live.isEmpty()) {
                return;
            }
            boolean one = live.size() == 1;
            String path = live.getFirst().path("path").asString("");
            var out = CommandOutput.of(spec);
            out.println((next.isEmpty() ? "" : "More than ") + live.size()
                    + (one
                            ? " live article keeps its address, " + path + ", until its file is"
                            : " live articles keep their addresses, such as " + path + ", until their files are")
                    + " published with a change; new ones get theirs by these settings. \"dibao site set --move-articles\" moves"
                    + (one ? " it, with a redirect;" : " them all, with redirects;")
                    + " with --dry-run it says which.");
            if (elsewhere) {
                String date = live.getFirst().path("date").asString("");
                out.println("Times of publication do not change; pages show them in the new time zone: "
                        + SiteTime.asWritten(date) + " as " + siteTime().of(date)
                        + ". --move-articles reads dates without an offset, such as 2026-12-05, in the new time zone.");
            }
        }
    }

    @Command(
            name = "edit",
            mixinStandardHelpOptions = true,
            description = "Edit the settings in " + Editor.WHICH + "; what you change takes effect.")
    static final class Edit extends SettingsCommand {
        @Mixin
        Editor editor = new Editor();

        @Override
        public Integer call() {
            options.target().requireKey();
            JsonNode before = read(PATH);
            return editor.edited(
                    "site.json",
                    before.toPrettyString() + "\n",
                    text -> MergePatch.difference(before, parsed(text)),
                    this::changed,
                    CommandOutput.err(spec));
        }

        private int changed(ObjectNode patch) {
            if (patch.isEmpty()) {
                CommandOutput.of(spec).println("Nothing was changed.");
                return Exit.OK;
            }
            return change(patch);
        }

        private static JsonNode parsed(String text) {
            try {
                JsonNode edited = LenientJson.MAPPER.readTree(text);
                if (edited.isObject()) {
                    return edited;
                }
                throw new Editor.Unreadable("That is not one JSON object");
            } catch (JacksonException e) {
                throw new Editor.Unreadable(
                        "Not valid JSON (line " + e.getLocation().getLineNr() + ", column "
                                + e.getLocation().getColumnNr() + ")");
            }
        }
    }
}
