package org.dibao.standalone;

import java.io.PrintStream;
import java.time.Duration;

/** Writes a line for each step, with its time. */
final class TerminalProgress implements Progress {
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
