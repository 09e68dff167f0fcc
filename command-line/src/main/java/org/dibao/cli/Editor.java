package org.dibao.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The user's editor: the one that is given, or VISUAL or EDITOR, otherwise vi. */
final class Editor {
    /** What a command that opens it says about it. */
    static final String WHICH = "your editor (VISUAL or EDITOR, otherwise vi)";

    @Option(
            names = "--editor",
            paramLabel = "COMMAND",
            description = "The editor, with its options; it gets the file as its last argument.")
    @Nullable
    String given;

    /** The text cannot be read; the message is a sentence without its full stop. */
    static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unreadable(String message) {
            super(message);
        }
    }

    /**
     * Sends what the user made of a text. Whatever comes of it, the text is not lost: unless it was sent, its file is kept and named.
     *
     * @param name  of the file, such as {@code site.json}; its extension tells the editor what is in it
     * @param parse reads what was saved, or throws {@link Unreadable}
     * @param send  gives the exit status
     */
    <T> int edited(String name, String text, Function<String, T> parse, ToIntFunction<T> send, PrintWriter err) {
        try {
            Path file = Files.createTempFile("dibao-", "-" + name);
            Files.writeString(file, text);
            open(file);
            boolean sent = false;
            try {
                int exit = send.applyAsInt(parsed(file, parse));
                sent = exit == Exit.OK;
                return exit;
            } finally {
                if (sent || Files.readString(file).equals(text)) {
                    Files.delete(file);
                } else {
                    err.println("Your text is in " + file + ".");
                    err.flush();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An editor may be given with options, as in EDITOR="code --wait". */
    private void open(Path file) throws IOException {
        String editor = Stream.of(given, System.getenv("VISUAL"), System.getenv("EDITOR"), "vi")
                .filter(set -> set != null && !set.isBlank())
                .map(Objects::requireNonNull)
                .findFirst()
                .orElseThrow();
        try {
            int status = new ProcessBuilder("sh", "-c", editor + " \"$1\"", "sh", file.toString())
                    .inheritIO()
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new CommandFailed(
                        Exit.REFUSED, editor + " ended with status " + status + ": nothing was changed.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed(Exit.REFUSED, "Interrupted: nothing was changed.");
        }
    }

    private static <T> T parsed(Path file, Function<String, T> parse) throws IOException {
        try {
            return parse.apply(Files.readString(file));
        } catch (Unreadable e) {
            throw new CommandFailed(Exit.REFUSED, e.getMessage() + ". Nothing was changed.");
        }
    }
}
