package org.dibao.ingest.files;

import java.io.IOException;
import org.dibao.blobs.Blob;
import org.dibao.contract.event.Problem;
import org.dibao.contract.file.FileContent;
import org.dibao.ingest.fields.Refused;
import org.dibao.ingest.pictures.PictureFormat;
import org.dibao.ingest.pictures.PictureReader;
import org.dibao.ingest.pictures.PictureReader.Header;
import org.jspecify.annotations.Nullable;

/** Tells what a file is from its name and its bytes. Pictures are measured, not decoded. */
final class FileInspector {
    private final long maxPixels;

    FileInspector(long maxPixels) {
        this.maxPixels = maxPixels;
    }

    /**
     * @param name as it will be served; empty if it has none
     * @throws Refused if it is a picture and is broken or too large, or if its name says that it is one and it is none
     */
    FileContent content(String name, String hash, Blob bytes) throws IOException {
        PictureFormat found = PictureFormat.of(bytes.bytes(PictureFormat.HEAD));
        String named = FileTypes.of(name);
        PictureFormat expected = PictureFormat.of(named);
        if (expected != null && found == null) {
            throw refused("its name says that it is " + expected + ", and its first bytes are those of no picture");
        }
        // A name that says nothing leaves it to the bytes, and many pictures are named like another format.
        String type = found != null && (expected != null || named.equals(FileTypes.UNKNOWN)) ? found.type() : named;
        Header size = found == null || !found.type().equals(type) ? null : size(found, bytes);
        return size == null
                ? new FileContent(hash, bytes.length(), type, null, null)
                : new FileContent(
                        hash, bytes.length(), type, Math.toIntExact(size.width()), Math.toIntExact(size.height()));
    }

    /** A name for a file that has none, from what it is. */
    static String name(String hash, FileContent content) {
        PictureFormat picture = PictureFormat.of(content.type());
        return picture == null ? hash : hash + "." + picture.extension();
    }

    private @Nullable Header size(PictureFormat format, Blob bytes) throws IOException {
        Header size;
        try {
            size = PictureReader.read(format, bytes);
        } catch (PictureReader.Broken e) {
            throw refused("the " + format + " is broken: " + e.getMessage());
        }
        if (size == null) {
            return null;
        }
        if (size.width() < 1 || size.height() < 1) {
            throw refused("the " + format + " is broken: it has no width or no height");
        }
        if (size.width() > Integer.MAX_VALUE || size.height() > maxPixels / size.width()) {
            throw refused("the picture has " + size.width() + " × " + size.height() + " pixels; at most " + maxPixels
                    + " are allowed (dibao.ingest.files.max-pixels)");
        }
        return size;
    }

    private static Refused refused(String detail) {
        return new Refused(Problem.of(Problem.Type.INVALID_FILE, "body", detail));
    }
}
