package org.dibao.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class ChunkedOutputTest {

    /** An archive closes the stream that it is written to, and the sender closes it too. */
    @Test
    void aBodyEndsOnceHoweverOftenItIsClosed() throws Exception {
        var sent = new ByteArrayOutputStream();
        var chunked = new ChunkedOutput(sent);
        try (var archive = new GZIPOutputStream(chunked)) {
            archive.write("an article".getBytes(StandardCharsets.UTF_8));
        }
        chunked.close();

        assertThat(sent.toString(StandardCharsets.ISO_8859_1))
                .endsWith("\r\n0\r\n\r\n")
                .doesNotContain("0\r\n\r\n0\r\n\r\n");
    }
}
