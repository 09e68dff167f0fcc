package org.dibao.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.stream.Stream;

/** The user's editor: VISUAL or EDITOR, otherwise vi. */
final class Editor {
    /** What a command that opens it says about it. */
    static final String WHICH = "your editor (VISUAL or EDITOR, otherwise vi)";

    /** The text cannot be read; the message is a sentence without its full stop. */
    static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unreadable(String message) {
            super(message);
        }
    }

    private Editor() {}

    /**
     * What the user made of a text.
     *
     * @param name of the file, such as {@code site.json}; its extension tells the editor what is in it
     * @param parse reads what was saved, or throws {@link Unreadable}: then the file is kept
     */
    static <T> T edited(String name, String text, Function<String, T> parse) {
        try {
            Path file = Files.createTempFile("dibao-", "-" + name);
            Files.writeString(file, text);
            String editor = Stream.of("VISUAL", "EDITOR")
                    .map(System.getenv()::get)
                    .filter(set -> set != null && !set.isBlank())
                    .findFirst()
                    .orElse("vi");
            // An editor may be given with options, as in EDITOR="code --wait".
            int status = new ProcessBuilder("sh", "-c", editor + " \"$1\"", "sh", file.toString())
                    .inheritIO()
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new CommandFailed(
                        Exit.REFUSED, editor + " ended with status " + status + ": nothing was changed.");
            }
            T edited = parsed(file, parse);
            Files.delete(file);
            return edited;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed(Exit.REFUSED, "Interrupted: nothing was changed.");
        }
    }

    private static <T> T parsed(Path file, Function<String, T> parse) throws IOException {
        try {
            return parse.apply(Files.readString(file));
        } catch (Unreadable e) {
            throw new CommandFailed(
                    Exit.REFUSED, e.getMessage() + ". Nothing was changed; your text is in " + file + ".");
        }
    }
}
