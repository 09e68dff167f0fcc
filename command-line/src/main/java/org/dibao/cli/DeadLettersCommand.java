package org.dibao.cli;

import java.time.Duration;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Deals with records that could not be read. */
@Command(
        name = "dead-letters",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Deal with records that could not be read. Each was set aside unchanged, and what came after it was published.",
            "They come from other programs that write to Dibao's topics, from a newer release, or from a fault in a release."
        },
        subcommands = {
            DeadLettersCommand.ListAll.class,
            DeadLettersCommand.Show.class,
            DeadLettersCommand.Retry.class,
            DeadLettersCommand.Discard.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  dibao dead-letters list",
            "  dibao dead-letters show 4711",
            "  dibao dead-letters retry 4711       its submission enters the log anew, once, as if it came now"
        })
final class DeadLettersCommand {
    private static final String PATH = "/api/dead-letters";
    private static final Duration RETRY_FOR = Duration.ofSeconds(10);

    /** What all of them share. */
    abstract static class Action implements Callable<Integer> {
        @Mixin
        TargetOptions options = new TargetOptions();

        @Option(names = "--json", description = "Print the answer as JSON.")
        boolean json;

        @Option(
                names = "--of",
                paramLabel = "TOPIC",
                description = "The topic that they come from: articles (the default) or article-events.")
        String topic = "articles";

        @Spec
        @Nullable
        CommandSpec spec;

        JsonNode ask(String method, String path) {
            Target target = options.target();
            target.requireKey();
            try (Api api = new Api(target, RETRY_FOR)) {
                return api.ask(method, PATH + path);
            }
        }

        SiteTime time() {
            return SiteTime.of(options.target());
        }

        void print(JsonNode answer, String text) {
            CommandOutput.of(spec).println(json ? answer.toString() : text);
        }
    }

    /** An action on one of them. */
    abstract static class OnOne extends Action {
        @Parameters(index = "0", paramLabel = "POSITION", description = "The record's position in its topic.")
        long position;

        String at(String rest) {
            return "/" + topic + "/" + position + rest;
        }
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "List those that wait, oldest first.")
    static final class ListAll extends Action {
        @Option(names = "--all", description = "Also those that were retried or discarded.")
        boolean all;

        @Override
        public Integer call() {
            StringJoiner text = new StringJoiner("\n");
            SiteTime time = time();
            JsonNode page;
            String after = "";
            do {
                page = ask("GET", "?topic=" + topic + (all ? "&all" : "") + after);
                page.path("deadLetters").forEach(letter -> text.add(json ? letter.toString() : line(letter, time)));
                after = "&after=" + page.path("next").asString("");
            } while (page.has("next"));
            String waiting = page.path("waiting").asString("0") + " wait in all topics.";
            CommandOutput.of(spec)
                    .println(json ? text.toString() : text.length() == 0 ? waiting : text + "\n" + waiting);
            return Exit.OK;
        }
    }

    private static String line(JsonNode letter, SiteTime time) {
        String settled = letter.has("retriedAs")
                ? ", retried as " + letter.path("retriedAs").asString("") + " by "
                        + letter.path("settledBy").asString("")
                : letter.has("settledBy")
                        ? ", discarded by " + letter.path("settledBy").asString("")
                        : "";
        return String.format(
                "%-8s %s  %s, %s bytes: %s%s",
                letter.path("position").asString(""),
                time.of(letter.path("at").asString("")),
                letter.path("type").asString("no type"),
                letter.path("bytes").asString(""),
                letter.path("reason").asString(""),
                settled);
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Show one: headers and body, in base64 where they are no text.")
    static final class Show extends OnOne {
        @Override
        public Integer call() {
            JsonNode letter = ask("GET", at(""));
            StringJoiner text = new StringJoiner("\n").add(line(letter, time()));
            if (letter.has("key") || letter.has("keyBase64")) {
                text.add("key: " + bytes(letter, "key"));
            }
            letter.path("headers")
                    .forEach(header -> text.add(header.path("name").asString("") + ": " + bytes(header, "value")));
            print(letter, text.add("").add(bytes(letter, "value")).toString());
            return Exit.OK;
        }
    }

    /** What a terminal can show: nothing in a foreign record may steer it. */
    private static String bytes(JsonNode in, String name) {
        String text = in.has(name + "Base64")
                ? "base64 " + in.path(name + "Base64").asString("")
                : in.path(name).asString("(nothing)");
        return text.replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", "\uFFFD");
    }

    @Command(
            name = "retry",
            mixinStandardHelpOptions = true,
            description = {
                "Append its submission to the log anew, if this release can read it.",
                "It takes effect as if it came now, and once, however often it is retried: look at it first, and at its"
                        + " article, which may have been changed since."
            })
    static final class Retry extends OnOne {
        @Override
        public Integer call() {
            JsonNode letter = ask("POST", at("/retry"));
            print(letter, "It is submission " + letter.path("retriedAs").asString("") + " now.");
            return Exit.OK;
        }
    }

    @Command(
            name = "discard",
            mixinStandardHelpOptions = true,
            description = "Say that it is not wanted. It stays where it is, and no longer counts as waiting.")
    static final class Discard extends OnOne {
        @Override
        public Integer call() {
            print(ask("POST", at("/discard")), "It no longer counts as waiting.");
            return Exit.OK;
        }
    }
}
