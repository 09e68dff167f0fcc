package org.dibao.ingest.files;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.function.Supplier;
import org.dibao.blobs.Blobs;
import org.dibao.blobs.Incoming;
import org.dibao.contract.event.Problem;
import org.dibao.contract.file.FileContent;
import org.dibao.contract.file.FilePath;
import org.dibao.contract.file.Focus;
import org.dibao.ingest.fields.Refused;
import org.dibao.ingest.pictures.PictureFormat;
import org.dibao.ingest.pictures.PictureReader;
import org.dibao.ingest.pictures.PrivateMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives files: bytes are kept under their hash before anything names them. Of what is refused nothing remains. Blocks.
 */
public final class FileReceiver {
    private static final Logger log = LoggerFactory.getLogger(FileReceiver.class);
    private static final int PIECE = 64 * 1024;

    private final Blobs blobs;
    private final FileInspector inspector;
    private final Supplier<@Nullable Problem> noRoom;
    private final long maxBytes;
    private final boolean keepPrivateMetadata;

    /** @param noRoom why nothing more may be kept at the moment, if so */
    public FileReceiver(Blobs blobs, FileSettings settings, Supplier<@Nullable Problem> noRoom) {
        this.blobs = blobs;
        this.noRoom = noRoom;
        this.inspector = new FileInspector(settings.maxPixels());
        this.maxBytes = settings.maxSize().toBytes();
        this.keepPrivateMetadata = settings.keepPrivateMetadata();
    }

    /** What has been kept, and where it is to be. */
    public record Received(FilePath path, FileContent content) {}

    /**
     * Receives a file that has a path.
     *
     * @param focus of a picture; absent if none is named
     * @throws Refused if it is too large or not valid, if it ends early, or if it cannot be kept
     */
    public Received receive(FilePath path, @Nullable Focus focus, InputStream body) {
        return receive(body, incoming -> {
            FileContent content = inspector.content(path.name(), incoming.hash(), incoming.received());
            return new Received(path, focused(content, focus));
        });
    }

    private static FileContent focused(FileContent content, @Nullable Focus focus) {
        if (focus != null && content.width() == null) {
            throw new Refused(
                    Problem.of(Problem.Type.INVALID_FILE, "focus", "only a picture has a focal point: leave it out"));
        }
        return content.focusedOn(focus);
    }

    /**
     * Receives a file that has no path: it gets one by what is in it, so that the same file has the same path.
     *
     * @param name  a file's name; absent: it is made of the hash
     * @param focus of a picture; absent if none is named
     * @throws Refused as {@link #receive(FilePath, Focus, InputStream)}
     */
    public Received receiveUnplaced(@Nullable String name, @Nullable Focus focus, InputStream body) {
        return receive(body, incoming -> {
            String hash = incoming.hash();
            FileContent content = inspector.content(name == null ? "" : name, hash, incoming.received());
            String shortHash = hash.substring(0, FilePath.SHORT_HASH);
            String last = name == null ? FileInspector.name(shortHash, content) : name;
            return new Received(path(unplaced(shortHash, last)), focused(content, focus));
        });
    }

    /** @throws Refused if it is no name of a file without a path */
    public static void checkName(String name) {
        if (name.indexOf('/') >= 0) {
            throw new Refused(Problem.of(
                    Problem.Type.INVALID_FILE,
                    "filename",
                    "give the file's name without folders; PUT /api/assets/{path} puts a file at a path"));
        }
        path(unplaced("0".repeat(FilePath.SHORT_HASH), name));
    }

    private static String unplaced(String shortHash, String name) {
        return FilePath.MEDIA + shortHash + "/" + name;
    }

    /** @throws Refused if no file can be there */
    private static FilePath path(String decoded) {
        try {
            return new FilePath(decoded);
        } catch (IllegalArgumentException e) {
            throw invalid(e);
        }
    }

    /**
     * @param encoded as in an address
     * @throws Refused if no file can be there
     */
    public static FilePath parsed(String encoded) {
        try {
            return FilePath.parse(encoded);
        } catch (IllegalArgumentException e) {
            throw invalid(e);
        }
    }

    private static Refused invalid(IllegalArgumentException e) {
        return new Refused(Problem.of(Problem.Type.INVALID_FILE, "path", String.valueOf(e.getMessage())));
    }

    private interface Look {
        Received at(Incoming incoming) throws IOException;
    }

    private Received receive(InputStream body, Look look) {
        Problem full = noRoom.get();
        if (full != null) {
            throw new Refused(full);
        }
        try (Incoming incoming = blobs.receive()) {
            byte[] piece = new byte[PIECE];
            for (int count = read(body, piece); count >= 0; count = read(body, piece)) {
                if (incoming.length() + count > maxBytes) {
                    throw tooLarge(maxBytes);
                }
                incoming.write(piece, 0, count);
            }
            Received received = look.at(incoming);
            if (isBlanked(received.content(), incoming)) {
                received = look.at(incoming); // it has another hash now
            }
            incoming.keep();
            return received;
        } catch (IOException e) {
            log.error("a file could not be kept", e);
            throw new Refused(Problem.of(
                    Problem.Type.UNAVAILABLE,
                    "the file could not be kept; see the log of ingest. Nothing was accepted: try again"));
        }
    }

    /** Whether there was anything private. */
    private boolean isBlanked(FileContent content, Incoming incoming) throws IOException {
        PictureFormat format = PictureFormat.of(content.type());
        try {
            return format != null
                    && !keepPrivateMetadata
                    && PrivateMetadata.blank(format, incoming.received(), incoming::overwrite);
        } catch (PictureReader.Broken e) {
            throw new Refused(Problem.of(
                    Problem.Type.INVALID_FILE,
                    "body",
                    "what is private in the picture cannot be blanked: " + e.getMessage()
                            + ". Send it without them, or set dibao.ingest.files.keep-private-metadata"));
        }
    }

    private static int read(InputStream body, byte[] piece) {
        try {
            return body.read(piece);
        } catch (IOException e) { // the sender has gone: nobody reads this
            throw Refused.malformed("body", "the file ended before all of it had come");
        }
    }

    /** Of a file that has more bytes than may be kept. */
    public static Refused tooLarge(long maxBytes) {
        return new Refused(Problem.of(
                Problem.Type.TOO_LARGE,
                String.format(
                        Locale.ROOT,
                        "a file has at most %,d bytes (dibao.ingest.files.max-size). Nothing was accepted",
                        maxBytes)));
    }
}
