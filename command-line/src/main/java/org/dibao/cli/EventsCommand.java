package org.dibao.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URLEncoder;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/**
 * Follows the event stream. It connects again after every interruption, and continues after the last event: each event
 * comes exactly once and in order. With {@code --state} that holds across runs for events that were handled; the one
 * that was being handled when a run was killed comes again.
 */
@Command(
        name = "events",
        mixinStandardHelpOptions = true,
        description = {
            "Follow what is published: one line per event, until Ctrl-C.",
            "After an interruption, also of the server, it continues after the last event."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  dibao events",
            "  dibao events --after earliest --format json | jq .path",
            "  dibao events --after snapshot --articles --json   all articles, then changes",
            "  dibao events --category sport --count 1     wait for one event, then exit",
            "  dibao events --state place.txt --exec './notify.sh'"
        })
final class EventsCommand implements Callable<Integer> {
    /** Four heartbeats: a connection that is silent for longer is dead. */
    private static final Duration SILENCE = Duration.ofSeconds(60);

    @Mixin
    TargetOptions options = new TargetOptions();

    @Mixin
    EventFilterOptions filter = new EventFilterOptions();

    @Spec
    @Nullable
    CommandSpec spec;

    @Option(
            names = "--after",
            paramLabel = "PLACE",
            description =
                    "Where to begin: after a position or a cursor, at a time such as 2026-05-01T08:00:00Z, with the"
                            + " earliest event, or with a snapshot of the articles that are live (default: latest, that is with"
                            + " the next event).")
    @Nullable
    String after;

    @Option(
            names = "--articles",
            description =
                    "With each event the whole article as it is now, as \"content\" (formats json and cloudevents).")
    boolean articles;

    @Option(
            names = "--state",
            paramLabel = "FILE",
            description = "Keep the place in this file, and continue there in the next run.")
    @Nullable
    Path state;

    @Option(names = "--count", paramLabel = "N", defaultValue = "0", description = "Exit after this many events.")
    long count;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "How an event is printed: ${COMPLETION-CANDIDATES} (default: text).")
    OutputFormat format = OutputFormat.text;

    @Option(names = "--json", description = "The same as --format json.")
    boolean json;

    @Option(
            names = "--exec",
            paramLabel = "COMMAND",
            description = "Run this shell command for each event instead of printing it, with the event on its standard"
                    + " input and its position in DIBAO_POSITION. A command that fails is run again.")
    @Nullable
    String exec;

    @Option(
            names = "--retries",
            paramLabel = "N",
            defaultValue = "10",
            description = "How often a failed --exec command is run again before this command gives up (default: 10).")
    int retries;

    private long seen;
    private @Nullable String cursor;
    private long retryMillis;

    @Override
    public Integer call() {
        if (count < 0) {
            throw new CommandFailed(Exit.USAGE, "--count is " + count + "; it must be 1 or more, or 0 for no end.");
        }
        Target target = options.target();
        EventState place = state == null ? null : new EventState(state);
        EventProgram program = exec == null ? null : new EventProgram(exec, retries, CommandOutput.err(spec));
        cursor = place == null ? null : place.read();
        boolean connected = false;
        try (var api = new Api(target, Duration.ZERO)) {
            for (int attempt = 0; ; attempt++) {
                long before = seen;
                retryMillis = 0;
                String end;
                try {
                    end = follow(api, event -> handle(event, target.url(), place, program));
                    connected = true;
                    if (count > 0 && seen >= count) {
                        return Exit.OK;
                    }
                } catch (IOException e) {
                    if (!connected && e instanceof ConnectException) {
                        throw api.unreachable(e);
                    }
                    end = lost(e);
                }
                attempt = seen > before ? 0 : attempt;
                CommandOutput.err(spec).println(end + "; reconnecting.");
                Duration pause = Api.pause(attempt);
                Api.sleep(seen == before && retryMillis > pause.toMillis() ? Duration.ofMillis(retryMillis) : pause);
            }
        }
    }

    /** @return how the stream ended */
    private String follow(Api api, Predicate<ServerSentEvent> handler) throws IOException {
        var response = api.sendOnce(
                target(),
                request -> {
                    request.header("Accept", "text/event-stream");
                    if (cursor != null) {
                        request.header("Last-Event-ID", cursor);
                    }
                    return request;
                },
                BodyHandlers.ofLines());
        try (Stream<String> lines = response.body();
                Silence silence = new Silence(SILENCE, lines::close)) {
            if (response.statusCode() >= 400 && response.statusCode() < 500 && response.statusCode() != 429) {
                String text = String.join("\n", lines.toList());
                throw new CommandFailed(
                        Exit.REFUSED, "The stream was refused: " + ServerProblem.ofAnswer(response.statusCode(), text));
            }
            if (response.statusCode() != 200) {
                return "The stream could not be opened: HTTP " + response.statusCode();
            }
            ServerSentEvent.read(lines.peek(_ -> silence.broken()).iterator(), handler);
            return "The stream ended";
        } catch (UncheckedIOException e) {
            return lost(e);
        }
    }

    private static String lost(Exception cause) {
        String why = cause.getMessage();
        return "The connection was lost" + (why == null ? "" : " (" + why + ")");
    }

    private String target() {
        String query = Stream.of(
                        filter.query(),
                        articles ? "include=article" : "",
                        after == null || cursor != null
                                ? ""
                                : "after=" + URLEncoder.encode(after, StandardCharsets.UTF_8))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("&"));
        return "/api/events" + (query.isEmpty() ? "" : "?" + query);
    }

    /** @return whether more events are wanted */
    private boolean handle(
            ServerSentEvent event, String url, @Nullable EventState place, @Nullable EventProgram program) {
        boolean isEvent = switch (event.type()) {
            case "cursor" -> false;
            case "closing" -> {
                retryMillis = event.retry() == null ? 0 : event.retry();
                yield false;
            }
            default -> true;
        };
        if (isEvent) {
            JsonNode data = LenientJson.read(event.data());
            String line = (json ? OutputFormat.json : format).line(data, event.data(), url);
            if (program == null) {
                var out = CommandOutput.of(spec);
                out.println(line);
                out.flush();
            } else {
                program.run(line, data.path("position").asString(""));
            }
            seen++;
        }
        if (event.id() != null && !event.id().equals(cursor)) {
            cursor = event.id();
            if (place != null) {
                place.write(cursor);
            }
        }
        return count <= 0 || seen < count;
    }
}
