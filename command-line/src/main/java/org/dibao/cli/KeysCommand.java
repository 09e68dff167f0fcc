package org.dibao.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.StringJoiner;
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

/** Manages API keys. */
@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Manage API keys: who may do what. Changes hold at once, without a restart.",
            "The key that \"dibao key\" prints is the first one: it may do everything, and is not changed here."
        },
        subcommands = {
            KeysCommand.Add.class,
            KeysCommand.ListAll.class,
            KeysCommand.Rotate.class,
            KeysCommand.Remove.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  dibao keys add desk --scopes publish,read-drafts",
            "  dibao keys add importer --scopes import --expires 7d",
            "  dibao keys rotate desk --overlap 2h"
        })
final class KeysCommand {
    private static final String PATH = "/api/keys";

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Print the answer as JSON.")
    boolean json;

    /** What all of them share. */
    abstract static class Action implements Callable<Integer> {
        @Mixin
        TargetOptions options = new TargetOptions();

        @ParentCommand
        @Nullable
        KeysCommand parent;

        @Spec
        @Nullable
        CommandSpec spec;

        JsonNode ask(String method, String path, @Nullable JsonNode body) {
            Target target = options.target();
            target.requireKey();
            try (Api api = new Api(target, Duration.ZERO)) {
                return api.change(method, PATH + path, body);
            }
        }

        void print(JsonNode answer, String text) {
            CommandOutput.of(spec).println(parent != null && parent.json ? answer.toString() : text);
        }

        String ahead(String option, String given) {
            return TimeAhead.of(option, given, Instant.now(), () -> siteTime().zone())
                    .toString();
        }

        SiteTime siteTime() {
            return SiteTime.of(options.target());
        }

        /** Prints a new key and, apart from it, since it may be passed to another program, when it expires. */
        void printKey(JsonNode answer) {
            print(answer, answer.path("key").asString(""));
            String expires = answer.path("expires").asString("");
            if (!expires.isEmpty()) {
                var err = CommandOutput.err(spec);
                err.println("The key is refused from " + siteTime().of(expires) + " on.");
                err.flush();
            }
        }
    }

    /** An action on one key. */
    abstract static class OnOne extends Action {
        @Parameters(index = "0", paramLabel = "NAME", description = "The key's name.")
        String name = "";

        String at(String rest) {
            if (!name.matches("[A-Za-z0-9._-]{1,64}")) {
                throw new CommandFailed(
                        Exit.USAGE, "\"" + name + "\" is no name of a key: they are made of A-Z a-z 0-9 . _ -");
            }
            return "/" + name + rest;
        }
    }

    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description = "Make a key and print it. It is never shown again: only its hash is kept.")
    static final class Add extends Action {
        @Parameters(
                index = "0",
                paramLabel = "NAME",
                description = "Whose it is, or what for. Stands in receipts and histories.")
        String name = "";

        @Option(
                names = "--scopes",
                required = true,
                split = ",",
                paramLabel = "SCOPE",
                description =
                        "What it may do, separated by commas: publish (articles and files), import, site (settings),"
                                + " read-drafts (all that is not public), operate (keys, subscriptions, dead letters, status).")
        List<String> scopes = List.of();

        @Option(
                names = "--expires",
                paramLabel = "TIME",
                description =
                        "From when on it is refused: 90d, 12h, a time such as 2027-01-31T08:00:00Z, or 2027-01-31,"
                                + " which is the end of that day in the site's time zone (default: never).")
        @Nullable
        String expires;

        @Override
        public Integer call() {
            ObjectNode wanted = LenientJson.MAPPER.createObjectNode().put("name", name);
            scopes.forEach(wanted.putArray("scopes")::add);
            if (expires != null) {
                wanted.put("expires", ahead("--expires", expires));
            }
            JsonNode added = ask("POST", "", wanted);
            printKey(added);
            return Exit.OK;
        }
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "List all keys, without their secrets.")
    static final class ListAll extends Action {
        @Override
        public Integer call() {
            JsonNode answer = ask("GET", "", null);
            StringJoiner text = new StringJoiner("\n");
            SiteTime time = siteTime();
            answer.path("keys").forEach(key -> text.add(line(key, time)));
            print(answer, text.toString());
            return Exit.OK;
        }
    }

    private static String line(JsonNode key, SiteTime time) {
        StringJoiner scopes = new StringJoiner(",");
        key.path("scopes").forEach(scope -> scopes.add(scope.asString("")));
        StringBuilder line =
                new StringBuilder(String.format("%-20s %-45s", key.path("name").asString(""), scopes));
        if (!key.has("createdAt")) {
            return line.append(" the first key: set by DIBAO_API_KEY, or kept with the data")
                    .toString();
        }
        line.append(" since ").append(time.of(key.path("createdAt").asString("")));
        if (key.has("rotatedAt")) {
            line.append(", rotated ").append(time.of(key.path("rotatedAt").asString("")));
        }
        if (key.has("expires")) {
            String expires = key.path("expires").asString("");
            boolean over = !Instant.parse(expires).isAfter(Instant.now());
            line.append(over ? ", EXPIRED " : ", expires ").append(time.of(expires));
        }
        return line.toString();
    }

    @Command(
            name = "rotate",
            mixinStandardHelpOptions = true,
            description = {
                "Make a new secret for a key and print it. The former one is accepted for a while.",
                "It lasts as long as the former one did, counted from now."
            })
    static final class Rotate extends OnOne {
        @Option(
                names = "--overlap",
                paramLabel = "TIME",
                description = "How long the former secret is accepted: 2h, 7d, 0s, or until the end of a day such as"
                        + " 2027-01-31 (default: the server's, 1d).")
        @Nullable
        String overlap;

        @Option(
                names = "--expires",
                paramLabel = "TIME",
                description = "From when on the new one is refused, written as for \"add\".")
        @Nullable
        String expires;

        @Override
        public Integer call() {
            ObjectNode wanted = LenientJson.MAPPER.createObjectNode();
            if (overlap != null && overlap.matches("0[smhd]?")) {
                wanted.putNull("formerUntil");
            } else if (overlap != null) {
                wanted.put("formerUntil", ahead("--overlap", overlap));
            }
            if (expires != null) {
                wanted.put("expires", ahead("--expires", expires));
            }
            JsonNode rotated = ask("POST", at("/rotate"), wanted);
            printKey(rotated);
            return Exit.OK;
        }
    }

    @Command(name = "remove", mixinStandardHelpOptions = true, description = "Refuse a key from now on.")
    static final class Remove extends OnOne {
        @Override
        public Integer call() {
            print(ask("DELETE", at(""), null), name + " is refused from now on.");
            return Exit.OK;
        }
    }
}
