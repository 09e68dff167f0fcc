package org.dibao.kramdown.differential;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** kramdown itself, in one Ruby process that answers document after document. */
final class RubyKramdown implements AutoCloseable {
    private final Process process;
    private final DataInputStream answers;
    private final OutputStream questions;

    RubyKramdown(Path script) throws IOException {
        process = new ProcessBuilder("ruby", script.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        answers = new DataInputStream(new java.io.BufferedInputStream(process.getInputStream()));
        questions = new java.io.BufferedOutputStream(process.getOutputStream());
    }

    String toHtml(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        questions.write((bytes.length + "\n").getBytes(StandardCharsets.US_ASCII));
        questions.write(bytes);
        questions.flush();
        int length = 0;
        for (int c = answers.read(); c != '\n'; c = answers.read()) {
            if (c < 0) {
                throw new IOException("Ruby has ended; are kramdown and kramdown-parser-gfm installed?");
            }
            length = 10 * length + c - '0';
        }
        return new String(answers.readNBytes(length), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        process.destroy();
    }
}
