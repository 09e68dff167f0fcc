package org.dibao.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * The program that {@code dibao events --exec} runs for each event, one at a time and in order. It gets the line that
 * would be printed on its standard input; a non-zero exit status means that it is to be run again.
 */
final class EventProgram {
    /** A shell's exit status where there is no such command, and where the file is no program. */
    private static final int NOT_FOUND = 127;

    private static final int NOT_EXECUTABLE = 126;

    private final String command;
    private final int retries;
    private final PrintWriter err;
    /** Whether it has ever run: it may be away for a moment later, while it is replaced. */
    private boolean started;

    EventProgram(String command, int retries, PrintWriter err) {
        this.command = command;
        this.retries = retries;
        this.err = err;
    }

    /** Returns when the program has succeeded; if it never does, the command ends before this event. */
    void run(String line, String position) {
        for (int attempt = 0; ; attempt++) {
            int status = once(line, position);
            if (status == 0) {
                started = true;
                return;
            }
            if (!started && (status == NOT_FOUND || status == NOT_EXECUTABLE)) {
                throw new CommandFailed(
                        Exit.USAGE,
                        "--exec: there is no program to run for \"" + command + "\" (the shell ended with status "
                                + status + "). With --state, the next run begins with event " + position + ".");
            }
            started = true;
            String said = "The program ended with status " + status + " for event " + position;
            if (attempt >= retries) {
                throw new CommandFailed(
                        Exit.REFUSED,
                        said + " after " + (attempt + 1)
                                + " attempts. With --state, the next run begins with this event.");
            }
            Duration pause = Api.pause(attempt + 2);
            err.println(said + "; it is run again in " + pause.toMillis() + " ms.");
            Api.sleep(pause);
        }
    }

    private int once(String line, String position) {
        try {
            var builder = new ProcessBuilder("sh", "-c", command)
                    .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment().put("DIBAO_POSITION", position);
            Process process = builder.start();
            try (OutputStream in = process.getOutputStream()) {
                in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // A program that does not read its input may succeed all the same.
            }
            return process.waitFor();
        } catch (IOException e) {
            throw new CommandFailed(Exit.USAGE, "The program cannot be started: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed(Exit.UNREACHABLE, "Interrupted.");
        }
    }
}
