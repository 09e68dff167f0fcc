package org.dibao.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Follows the event stream. After an interruption it connects again and says which event it saw last. */
@Command(
        name = "events",
        mixinStandardHelpOptions = true,
        description =
                "Follow what is published: one line per event, until Ctrl-C. After an interruption it connects again.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  dibao events",
            "  dibao events --json | jq .path",
            "  dibao events --count 1             wait for one event, then exit"
        })
final class EventsCommand implements Callable<Integer> {
    @Mixin
    TargetOptions options = new TargetOptions();

    @Spec
    @Nullable
    CommandSpec spec;

    @Option(
            names = "--after",
            paramLabel = "POSITION",
            description = "Ask for the events after this position. Dibao's gateway sends only new ones.")
    @Nullable
    String after;

    @Option(names = "--count", paramLabel = "N", defaultValue = "0", description = "Exit after this many events.")
    long count;

    @Option(names = "--json", description = "Print each event's JSON.")
    boolean json;

    private long seen;
    private @Nullable String last;

    @Override
    public Integer call() {
        Target target = options.target();
        last = after;
        boolean connected = false;
        try (var api = new Api(target, Duration.ZERO)) {
            for (int attempt = 0; ; attempt++) {
                long before = seen;
                try {
                    connected |= follow(api);
                    if (count > 0 && seen >= count) {
                        return Exit.OK;
                    }
                } catch (IOException e) {
                    if (!connected && e instanceof ConnectException) {
                        throw api.unreachable(e);
                    }
                }
                attempt = seen > before ? 0 : attempt;
                CommandOutput.err(spec).println("The connection was lost; reconnecting.");
                Api.sleep(Api.pause(attempt));
            }
        }
    }

    private boolean follow(Api api) throws IOException {
        var response = api.sendOnce(
                "/api/events",
                request -> {
                    request.header("Accept", "text/event-stream");
                    if (last != null) {
                        request.header("Last-Event-ID", last);
                    }
                    return request;
                },
                BodyHandlers.ofLines());
        try (Stream<String> lines = response.body()) {
            if (response.statusCode() >= 400 && response.statusCode() < 500 && response.statusCode() != 429) {
                String text = String.join("\n", lines.toList());
                throw new CommandFailed(
                        Exit.REFUSED, "The stream was refused: " + ServerProblem.ofAnswer(response.statusCode(), text));
            }
            if (response.statusCode() != 200) {
                return true;
            }
            Iterator<String> iterator = lines.iterator();
            ServerSentEvent.read(iterator, this::show);
            return true;
        } catch (UncheckedIOException e) {
            return true;
        }
    }

    private boolean show(ServerSentEvent event) {
        if (event.id() != null) {
            last = event.id();
        }
        JsonNode data = LenientJson.read(event.data());
        var out = CommandOutput.of(spec);
        if (json) {
            out.println(event.data());
        } else {
            out.printf(
                    "%s  %-10s %s  %s%n",
                    event.id() == null ? "-" : event.id(),
                    shortType(event, data),
                    data.path("title").asString(""),
                    data.path("path").asString(""));
        }
        out.flush();
        seen++;
        return count <= 0 || seen < count;
    }

    /** {@code published} for {@code org.dibao.article.published.v1}. */
    private static String shortType(ServerSentEvent event, JsonNode data) {
        String type = data.path("type").asString(event.type());
        String[] parts = type.split("\\.", -1);
        return parts.length > 2 && parts[parts.length - 1].startsWith("v") ? parts[parts.length - 2] : type;
    }
}
