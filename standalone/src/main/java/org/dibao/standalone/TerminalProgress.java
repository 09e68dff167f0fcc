package org.dibao.standalone;

import java.io.PrintStream;
import java.time.Duration;

/** Prints a line for each step, with its duration. */
final class TerminalProgress implements ProgressListener {
    private final PrintStream out;

    TerminalProgress(PrintStream out) {
        this.out = out;
    }

    @Override
    public void done(String what, Duration took) {
        out.printf("  %-22s %5.1f s%n", what, took.toMillis() / 1000.0);
        out.flush();
    }

    @Override
    public void note(String message) {
        out.println("  " + message);
        out.flush();
    }
}
