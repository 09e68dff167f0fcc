package org.dibao.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Creates a subscription from what the options say. */
@Command(
        name = "create",
        mixinStandardHelpOptions = true,
        description = {
            "Create a subscription and print its id and its secret, which is never shown again.",
            "The target is called with each event that the filter lets through."
        })
final class CreateSubscriptionCommand extends SubscriptionsCommand.Action {
    @Parameters(index = "0", paramLabel = "TARGET", description = "The address that is called.")
    String address = "";

    @Option(names = "--name", paramLabel = "NAME", description = "A name for people.")
    @Nullable
    String name;

    @Option(names = "--kind", paramLabel = "KIND", description = "webhook (the default), template:slack, mail, …")
    @Nullable
    String kind;

    @Option(
            names = "--after",
            paramLabel = "PLACE",
            description = "Where to begin: latest (the default), earliest, a position, or a time.")
    @Nullable
    String after;

    @Option(names = "--whole", description = "Send whole articles, not only what listings show.")
    boolean whole;

    @Option(names = "--strict", description = "Nothing may overtake anything, not only within one article.")
    boolean strict;

    @Option(names = "--max-concurrent", paramLabel = "N", description = "How many calls may be under way at once.")
    @Nullable
    Integer maxConcurrent;

    @Option(names = "--header", paramLabel = "NAME=VALUE", description = "A header to send with each call.")
    Map<String, String> headers = new HashMap<>();

    @Option(names = "--option", paramLabel = "NAME=VALUE", description = "What only this kind of subscription has.")
    Map<String, String> kindOptions = new HashMap<>();

    @Option(names = "--paused", description = "Send nothing before it is resumed.")
    boolean paused;

    @Mixin
    EventFilterOptions filter = new EventFilterOptions();

    @Override
    public Integer call() {
        ObjectNode wanted = LenientJson.MAPPER.createObjectNode().put("target", address);
        put(wanted, "name", name);
        put(wanted, "kind", kind);
        if (after != null && after.matches("[0-9]{1,18}")) {
            wanted.put("after", Long.parseLong(after));
        } else {
            put(wanted, "after", after);
        }
        put(wanted, "payload", whole ? "whole" : null);
        put(wanted, "ordering", strict ? "strict" : null);
        if (maxConcurrent != null) {
            wanted.put("maxConcurrent", maxConcurrent.intValue());
        }
        if (paused) {
            wanted.put("paused", true);
        }
        headers.forEach(wanted.putObject("headers")::put);
        kindOptions.forEach(wanted.putObject("options")::put);
        ObjectNode parameters = wanted.putObject("filter");
        filter.values().forEach((parameter, values) -> array(parameters, parameter, values));
        JsonNode created = ask("POST", "", wanted);
        String secret = created.path("secret").asString("");
        print(created, created.path("id").asString("") + (secret.isEmpty() ? "" : "\nsecret: " + secret));
        return Exit.OK;
    }

    private static void array(ObjectNode to, String name, List<String> values) {
        if (!values.isEmpty()) {
            ArrayNode array = to.putArray(name);
            values.forEach(array::add);
        }
    }

    private static void put(ObjectNode to, String name, @Nullable String value) {
        if (value != null) {
            to.put(name, value);
        }
    }
}
