package org.dibao.cli;

import java.io.PrintWriter;
import java.util.function.Supplier;

/** What is said if the command is ended (Ctrl-C) before this is closed. */
final class Interruption implements AutoCloseable {
    private final Thread hook;

    /** @param words how far the command came, and what to do */
    Interruption(PrintWriter err, Supplier<String> words) {
        this.hook = new Thread(
                () -> {
                    err.println((ProgressLine.onTerminal() ? "\n" : "") + "dibao: " + words.get());
                    err.flush();
                },
                "interrupted");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It says its words already.
        }
    }
}
