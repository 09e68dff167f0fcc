package org.dibao.ingest.imports;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.dibao.contract.event.Problem;
import org.dibao.ingest.article.ContentKind;
import org.dibao.ingest.article.Upload;
import org.jspecify.annotations.Nullable;

/**
 * NDJSON: one article as JSON on each line. Empty lines are skipped; a line that is too long is refused and skipped.
 */
final class JsonLines implements ImportEntries {
    private final InputStream in;
    private final int maxLine;
    private final byte[] buffer = new byte[16 * 1024];
    private int at;
    private int end;
    private long number;

    JsonLines(InputStream in, int maxLine) {
        this.in = in;
        this.maxLine = maxLine;
    }

    @Override
    public @Nullable ImportEntry next() throws IOException {
        while (fill()) {
            number++;
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            boolean tooLong = false;
            boolean open = true;
            while (open && fill()) {
                int start = at;
                while (at < end && buffer[at] != '\n') {
                    at++;
                }
                open = at == end;
                tooLong |= line.size() + at - start > maxLine;
                if (!tooLong) {
                    line.write(buffer, start, at - start);
                }
                at += open ? 0 : 1;
            }
            String name = "line " + number;
            if (tooLong) {
                return new ImportEntry.Bad(
                        name, Problem.of(Problem.Type.TOO_LARGE, "the line has more than " + maxLine + " bytes"));
            }
            byte[] json = line.toByteArray();
            if (!blank(json)) {
                return new ImportEntry.Article(name, new Upload(ContentKind.JSON, json, null, null));
            }
        }
        return null;
    }

    private static boolean blank(byte[] line) {
        for (byte b : line) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }

    private boolean fill() throws IOException {
        if (at < end) {
            return true;
        }
        at = 0;
        end = Math.max(0, in.read(buffer));
        return end > 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
