package org.dibao.acceptance.subscriber;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The program {@code dibao events --state FILE}. It is killed once, too: then it may repeat the one event that it was
 * about to note.
 */
public final class CommandFollower extends Follower {
    private static final int KILLED = 128 + 9;

    private final long start;
    private final Path state;
    private final String key;
    private final int killedAfter;
    private final Path complaints;
    private volatile int starts;
    private volatile int taken;
    private boolean first;
    private boolean killed;
    private volatile @Nullable Process running;

    /** @param folder for the file that keeps its place */
    public CommandFollower(Relay relay, Subscription subscription, long start, Path folder, String key, long seed) {
        super("dibao events", relay, subscription, start);
        this.start = start;
        this.key = key;
        this.state = folder.resolve("place-" + seed);
        this.complaints = folder.resolve("complaints-" + seed);
        this.killedAfter = 1 + new Random(seed).nextInt(30);
    }

    @Override
    void connect() throws IOException {
        Process program = start(command());
        running = program;
        first = true;
        try (Lines lines = new Lines(program.getInputStream())) {
            for (String line = lines.next(); line != null; line = lines.next()) {
                heard(JSON.readTree(line));
                boolean kill = !killed && taken == killedAfter;
                if (isDone() || kill) {
                    killed |= kill; // once: it may come back with the same event, which does not count again
                    program.toHandle().destroyForcibly(); // not its output: what it printed counts
                }
            }
        }
        if (!isDone() && exit(program) != KILLED) {
            throw new AssertionError("dibao events ended by itself with " + program.exitValue());
        }
    }

    private void heard(JsonNode event) {
        long position = event.path("position").asLong();
        boolean again = first && position == reached();
        first = false;
        if (again) {
            return;
        }
        taken++;
        // Cursors between the events do not show.
        assertThat(event.path("previous").asLong())
                .as("the position before, in %s for %s", event, this)
                .isBetween(reached(), position - 1);
        add(event);
        moveTo(event.path("cursor").asString());
    }

    private static int exit(Process program) {
        try {
            return program.waitFor();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "org.dibao.cli.Dibao",
                "events",
                "--format",
                "json",
                "--url",
                relay().address().toString(),
                "--after",
                Long.toString(start),
                "--state",
                state.toString()));
        command.addAll(subscription().options());
        return command;
    }

    private Process start(List<String> command) throws IOException {
        starts++;
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(complaints.toFile()));
        builder.environment().put("DIBAO_DATA", state.resolveSibling("none").toString());
        builder.environment().remove("DIBAO_API_KEY");
        if (subscription().outcomes()) {
            builder.environment().put("DIBAO_API_KEY", key);
        }
        return builder.start();
    }

    /** What it has said on its standard error. */
    private String complaints() {
        try {
            return Files.exists(complaints) ? Files.readString(complaints).strip() : "";
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Override
    public String toString() {
        return "%s, %d events taken in %d runs%n%s"
                .formatted(super.toString(), taken, starts, complaints())
                .strip();
    }

    @Override
    public void close() {
        super.close();
        Process program = running;
        if (program != null) {
            program.destroyForcibly();
        }
    }
}
