package org.dibao.ingest.web;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import org.dibao.ingest.submissions.Courtesy;

/** The bytes of a file, which takes as much of the processor as many articles: whoever submits one does not wait for it. */
final class CourteousStream extends FilterInputStream {
    private final Courtesy courtesy;

    CourteousStream(InputStream body, Courtesy courtesy) {
        super(body);
        this.courtesy = courtesy;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        try {
            courtesy.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped");
        }
        return super.read(into, offset, length);
    }
}
