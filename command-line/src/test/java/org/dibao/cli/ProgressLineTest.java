package org.dibao.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private final StringWriter lines = new StringWriter();
    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();

    @Test
    void onATerminalThereIsABarThatEndsFull() {
        try (var progress = new ProgressLine(
                "import", 40, new PrintWriter(lines), new PrintStream(terminal, true, StandardCharsets.UTF_8))) {
            progress.at(10);
            progress.at(40);
        }
        assertThat(terminal.toString(StandardCharsets.UTF_8)).contains("import", "100%", "40/40");
        assertThat(lines.toString()).isEmpty();
    }

    @Test
    void elsewhereNothingIsDrawn() {
        try (var progress = new ProgressLine("import", -1, new PrintWriter(lines), null)) {
            progress.at(10);
        }
        assertThat(terminal.size()).isZero();
    }
}
