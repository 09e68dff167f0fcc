package org.dibao.cli;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Manages subscriptions: who is called about what is published. */
@Command(
        name = "subscriptions",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Manage subscriptions: addresses that are called about what is published.",
        subcommands = {
            SubscriptionsCommand.ListAll.class,
            SubscriptionsCommand.Show.class,
            CreateSubscriptionCommand.class,
            SubscriptionsCommand.Pause.class,
            SubscriptionsCommand.Resume.class,
            SubscriptionsCommand.Redeliver.class,
            SubscriptionsCommand.Test.class,
            SubscriptionsCommand.Delete.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  dibao subscriptions create https://example.com/hook --category river",
            "  dibao subscriptions list",
            "  dibao subscriptions redeliver sub_… --since 2026-11-01T00:00:00Z"
        })
final class SubscriptionsCommand {
    private static final String PATH = "/api/subscriptions";
    private static final Duration RETRY_FOR = Duration.ofSeconds(10);

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Print the answer as JSON.")
    boolean json;

    /** What all of them share. */
    abstract static class Action implements Callable<Integer> {
        @Mixin
        TargetOptions options = new TargetOptions();

        @ParentCommand
        @Nullable
        SubscriptionsCommand parent;

        @Spec
        @Nullable
        CommandSpec spec;

        /** @return the answer; an empty object if it has no body */
        JsonNode ask(String method, String path, @Nullable JsonNode body) {
            try (Api api = new Api(options.target(), RETRY_FOR)) {
                return method.equals("GET") ? api.ask(method, PATH + path) : api.change(method, PATH + path, body);
            }
        }

        void print(JsonNode answer, String text) {
            CommandOutput.of(spec).println(parent != null && parent.json ? answer.toString() : text);
        }
    }

    /** An action on one subscription. */
    abstract static class OnOne extends Action {
        @Parameters(index = "0", paramLabel = "ID", description = "The subscription's id: sub_…")
        String id = "";

        String at(String rest) {
            return "/" + id + rest;
        }
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "List all subscriptions and how they are doing.")
    static final class ListAll extends Action {
        @Override
        public Integer call() {
            JsonNode answer = ask("GET", "", null);
            StringBuilder text = new StringBuilder();
            for (JsonNode one : answer.path("subscriptions")) {
                text.append(text.isEmpty() ? "" : "\n").append(SubscriptionLines.of(one));
            }
            print(answer, text.isEmpty() ? "There are no subscriptions." : text.toString());
            return Exit.OK;
        }
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Show a subscription, its status and its latest attempts.")
    static final class Show extends OnOne {
        @Option(
                names = "--attempts",
                paramLabel = "N",
                description = "How many attempts, up to 100 (default: ${DEFAULT-VALUE}).")
        int count = 10;

        @Override
        public Integer call() {
            JsonNode subscription = ask("GET", at(""), null);
            JsonNode attempts = ask("GET", at("/attempts"), null).path("attempts");
            SiteTime time = SiteTime.of(options.target());
            StringBuilder text = new StringBuilder(SubscriptionLines.of(subscription));
            SubscriptionLines.trouble(subscription, time)
                    .ifPresent(trouble -> text.append("\n").append(trouble));
            for (int i = 0; i < Math.min(count, attempts.size()); i++) {
                text.append("\n").append(attempt(attempts.get(i), time));
            }
            ObjectNode all = LenientJson.MAPPER.createObjectNode();
            all.set("subscription", subscription);
            all.set("attempts", attempts);
            print(all, text.toString());
            return Exit.OK;
        }
    }

    private static String attempt(JsonNode attempt, SiteTime time) {
        return String.format(
                "%s  %s  attempt %s  %-9s %s  %s ms  %s",
                time.of(attempt.path("at").asString("")),
                attempt.path("messageId").asString(""),
                attempt.path("attempt").asString(""),
                attempt.path("result").asString(""),
                attempt.path("status").asString("-"),
                attempt.path("durationMs").asString(""),
                attempt.path("failure").asString(""));
    }

    @Command(name = "pause", mixinStandardHelpOptions = true, description = "Send nothing for now; its place is kept.")
    static final class Pause extends OnOne {
        @Override
        public Integer call() {
            JsonNode answer = ask("POST", at("/pause"), null);
            print(answer, SubscriptionLines.of(answer));
            return Exit.OK;
        }
    }

    @Command(
            name = "resume",
            mixinStandardHelpOptions = true,
            description = "Go on where it stopped, also if it is parked or has ended.")
    static final class Resume extends OnOne {
        @Override
        public Integer call() {
            JsonNode answer = ask("POST", at("/resume"), null);
            print(answer, SubscriptionLines.of(answer));
            return Exit.OK;
        }
    }

    @Command(
            name = "redeliver",
            mixinStandardHelpOptions = true,
            description = "Send events again: one, a range, or all since a time.")
    static final class Redeliver extends OnOne {
        @Parameters(
                index = "1",
                arity = "0..1",
                paramLabel = "POSITION",
                description = "A position, or a range such as 7-12.")
        @Nullable
        String range;

        @Option(
                names = "--since",
                paramLabel = "TIME",
                description = "Everything since then, such as 2026-11-01T00:00:00Z.")
        @Nullable
        String since;

        @Override
        public Integer call() {
            JsonNode answer = ask("POST", at("/redeliveries"), wanted());
            print(
                    answer,
                    "positions " + answer.path("from").asString("") + " to "
                            + answer.path("to").asString("") + " are sent again");
            return Exit.OK;
        }

        private ObjectNode wanted() {
            ObjectNode wanted = LenientJson.MAPPER.createObjectNode();
            if (since != null && range == null) {
                return wanted.put("since", since);
            }
            if (since == null && range != null && range.matches("[0-9]{1,18}(-[0-9]{1,18})?")) {
                String[] ends = range.split("-");
                return wanted.put("from", Long.parseLong(ends[0])).put("to", Long.parseLong(ends[ends.length - 1]));
            }
            throw new CommandFailed(Exit.USAGE, "Give a position, a range such as 7-12, or --since TIME.");
        }
    }

    @Command(
            name = "test",
            mixinStandardHelpOptions = true,
            description = "Send a test message and show what the target answers.")
    static final class Test extends OnOne {
        @Override
        public Integer call() {
            JsonNode answer = ask("POST", at("/test"), null);
            print(answer, attempt(answer, SiteTime.of(options.target())));
            return answer.path("result").asString("").equals("delivered") ? Exit.OK : Exit.REFUSED;
        }
    }

    @Command(name = "delete", mixinStandardHelpOptions = true, description = "Delete a subscription.")
    static final class Delete extends OnOne {
        @Override
        public Integer call() {
            JsonNode answer = ask("DELETE", at(""), null);
            print(answer, id + " is deleted");
            return Exit.OK;
        }
    }
}
