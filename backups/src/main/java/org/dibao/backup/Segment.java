package org.dibao.backup;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** The format of a file with a run of records: gzip around records that each have a 1 before them, and a 0 at the end. */
final class Segment {
    private static final int BUFFER = 64 * 1024;
    private static final int RECORD = 1;
    private static final int END = 0;

    private Segment() {}

    /** Takes records one by one. */
    interface Each {
        void on(LoggedRecord record) throws IOException;
    }

    /** Gives records to whoever takes them. */
    interface Source {
        void to(Each each) throws IOException;
    }

    static void write(OutputStream to, Source records) throws IOException {
        GZIPOutputStream zipped = new GZIPOutputStream(new BufferedOutputStream(to, BUFFER), BUFFER);
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(zipped, BUFFER));
        records.to(record -> {
            out.writeByte(RECORD);
            record.write(out);
        });
        out.writeByte(END);
        out.flush();
        zipped.finish();
        out.flush();
    }

    static void read(InputStream from, Each each) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(new GZIPInputStream(from, BUFFER), BUFFER));
        while (in.readByte() != END) {
            each.on(LoggedRecord.read(in));
        }
        if (in.read() >= 0) {
            throw new IOException("there is more after the last record");
        }
    }
}
