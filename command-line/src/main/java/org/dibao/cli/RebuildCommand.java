package org.dibao.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Makes anew what is derived from the log: beside what serves, or at the next start of a stopped instance. */
@Command(
        name = "rebuild",
        mixinStandardHelpOptions = true,
        description = {
            "Make anew from the log what is derived from it. No article is lost, and no event is repeated.",
            "With a part, beside what serves, which goes on meanwhile and is then replaced: readers and publishers notice"
                    + " nothing. Ending this command does not end a rebuild; the same command joins it.",
            "Without one, the databases of a stopped instance are moved aside, and the next start makes them anew."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  dibao rebuild all                                  beside what serves",
            "  dibao stop && dibao rebuild && dibao up -d         when it does not start"
        })
final class RebuildCommand implements Callable<Integer> {
    private static final Duration RETRY_FOR = Duration.ofMinutes(2);
    private static final Duration LOOK_EACH = Duration.ofMillis(500);

    /** @param of what it has, in words */
    private record Part(String name, String of) {}

    /** Each makes its own from the one before. */
    private static final List<Part> PARTS = List.of(
            new Part("store", "articles and their history"),
            new Part("render", "pages"),
            new Part("search", "the search index"));

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "PART",
            description = "store: articles and their history; render: pages; search: the search index; all of them.")
    @Nullable
    String part;

    @Mixin
    TargetOptions options = new TargetOptions();

    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    public Integer call() {
        Target target = options.target();
        if (part == null) {
            return moveAside(target);
        }
        List<Part> parts = PARTS.stream()
                .filter(it -> part.equals("all") || part.equals(it.name()))
                .toList();
        if (parts.isEmpty()) {
            throw new CommandFailed(
                    Exit.USAGE, "There is no part \"" + part + "\": the parts are store, render, search and all.");
        }
        target.requireKey();
        try (Api api = new Api(target, RETRY_FOR)) {
            for (Part each : parts) {
                rebuild(api, each.name());
                CommandOutput.of(spec)
                        .println(each.name() + " is made anew from the log, and serves: " + each.of() + ".");
            }
        }
        CommandOutput.of(spec).println("What readers and publishers see is the same as before.");
        return Exit.OK;
    }

    private void rebuild(Api api, String name) {
        String address = "/api/rebuilds/" + name;
        JsonNode state = api.ask("POST", address);
        int wanted = state.path("building").path("generation").asInt(generation(state));
        long end = state.path("building").path("of").asLong(0);
        try (ProgressLine progress = new ProgressLine(name, end, CommandOutput.err(spec))) {
            while (generation(state) < wanted) {
                progress.at(state.path("building").path("done").asLong(end));
                Api.sleep(LOOK_EACH);
                state = api.ask("GET", address);
                if (generation(state) < wanted && !state.has("building")) { // a crash lost the wish
                    state = api.ask("POST", address);
                }
            }
        }
    }

    private static int generation(JsonNode state) {
        return state.path("generation").asInt(0);
    }

    private Integer moveAside(Target target) {
        if (target.run() != null) {
            throw new CommandFailed(
                    Exit.REFUSED,
                    "Dibao is running on " + target.data().toAbsolutePath()
                            + ": name a part to be made anew beside what"
                            + " serves (\"dibao rebuild all\"), or stop it with \"dibao stop\" first.");
        }
        Path databases = target.data().resolve("mongo");
        if (!Files.exists(databases)) {
            CommandOutput.of(spec)
                    .println("There are no databases in " + target.data().toAbsolutePath()
                            + "; the next start creates them.");
            return Exit.OK;
        }
        Path aside = target.data().resolve("mongo.old-" + Instant.now().getEpochSecond());
        try {
            Files.move(databases, aside);
        } catch (IOException e) {
            throw new CommandFailed(Exit.REFUSED, databases + " cannot be moved aside: " + e.getMessage());
        }
        CommandOutput.of(spec)
                .println("The databases were moved to " + aside
                        + "; the next \"dibao up\" rebuilds them. Delete the old ones when everything is fine.");
        return Exit.OK;
    }
}
