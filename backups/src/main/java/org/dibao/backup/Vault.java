package org.dibao.backup;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.dibao.backup.Storage.Content;
import org.dibao.cli.CommandFailed;
import org.dibao.cli.Exit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A backup, sealed if wished. The manifest comes last: whenever a run ends, there is the backup of before or the new one. */
final class Vault implements AutoCloseable {
    static final String MANIFEST = "manifest";

    private static final Set<String> OURS = Set.of(MANIFEST, "log", "files", "keys");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Reads a file's content. */
    interface Reading {
        void from(InputStream in) throws IOException;
    }

    private final Storage storage;
    private final @Nullable Sealing sealing;

    private Vault(Storage storage, @Nullable Sealing sealing) {
        this.storage = storage;
        this.sealing = sealing;
    }

    /**
     * A backup that is added to. Closes the storage, also if this fails.
     *
     * @param sealing absent for one that is not encrypted
     */
    static Vault toWrite(Storage storage, @Nullable Sealing sealing) throws IOException {
        return checked(storage, sealing, false);
    }

    static Vault toWrite(Path folder, @Nullable Sealing sealing) throws IOException {
        return toWrite(FolderStorage.toWrite(folder), sealing);
    }

    /** A backup that is read. Closes the storage, also if this fails. */
    static Vault toRead(Storage storage, @Nullable Sealing sealing) throws IOException {
        return checked(storage, sealing, true);
    }

    private static Vault checked(Storage storage, @Nullable Sealing sealing, boolean complete) throws IOException {
        Vault vault = new Vault(storage, sealing);
        try {
            if (storage.has(MANIFEST)) {
                vault.checkSealing();
            } else if (complete) {
                throw new CommandFailed(
                        Exit.REFUSED,
                        "There is no complete backup in " + storage + ": it has no file \"" + MANIFEST
                                + "\". Give the place that \"dibao backup\" wrote to.");
            }
            return vault;
        } catch (IOException | RuntimeException e) {
            storage.close();
            throw e;
        }
    }

    static Vault toRead(Path folder, @Nullable Sealing sealing) throws IOException {
        return toRead(FolderStorage.toRead(folder), sealing);
    }

    /** Whether a backup has something of this name at its top. */
    static boolean isOurs(String name) {
        return OURS.contains(name);
    }

    private void checkSealing() throws IOException {
        boolean sealed;
        try (InputStream manifest = storage.open(MANIFEST)) {
            sealed = Sealing.isSealed(manifest);
            manifest.transferTo(OutputStream.nullOutputStream());
        }
        if (sealed && sealing == null) {
            throw new CommandFailed(
                    Exit.USAGE, "The backup in " + storage + " is encrypted: give its key with --key-file.");
        }
        if (!sealed && sealing != null) {
            throw new CommandFailed(
                    Exit.USAGE,
                    "The backup in " + storage
                            + " is not encrypted: leave --key-file out, or give another place for an encrypted one.");
        }
    }

    /** The last complete backup; empty if there is none yet. */
    Optional<Manifest> manifest() throws IOException {
        if (!storage.has(MANIFEST)) {
            return Optional.empty();
        }
        try (InputStream in = open(MANIFEST)) {
            Manifest manifest = JSON.readValue(in.readAllBytes(), Manifest.class);
            if (manifest.format() != Manifest.FORMAT) {
                throw new CommandFailed(
                        Exit.REFUSED,
                        "The backup in " + storage + " has format " + manifest.format()
                                + ", and this release knows only " + Manifest.FORMAT
                                + ": use the release that wrote it (" + manifest.version() + ").");
            }
            return Optional.of(manifest);
        } catch (JacksonException e) {
            throw new IOException("the manifest in " + storage + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** From now on, this is the backup. */
    void complete(Manifest manifest) throws IOException {
        byte[] json = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest);
        var _ = write(MANIFEST, out -> out.write(json));
    }

    /** Writes a file, and replaces one of the same name. It is durable when this returns. */
    Manifest.Kept write(String name, Content content) throws IOException {
        MessageDigest digest = sha256();
        long bytes = storage.write(name, file -> {
            OutputStream raw = new StaysOpen(new DigestOutputStream(file, digest));
            try (OutputStream out = sealing == null ? raw : sealing.seal(raw, name)) {
                content.to(out);
            }
        });
        return new Manifest.Kept(name, bytes, HexFormat.of().formatHex(digest.digest()));
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it is not, byte for byte, what was written
     */
    void read(Manifest.Kept kept, Reading reading) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream raw = new DigestInputStream(storage.open(kept.name()), digest)) {
            reading.from(sealing == null ? raw : sealing.open(raw, kept.name()));
            raw.transferTo(OutputStream.nullOutputStream());
        }
        if (!HexFormat.of().formatHex(digest.digest()).equals(kept.sha256())) {
            throw new IOException(kept.name() + " in the backup is damaged: its bytes are not those that were written");
        }
    }

    /** A file's content. */
    InputStream open(String name) throws IOException {
        InputStream raw = storage.open(name);
        return sealing == null ? raw : sealing.open(raw, name);
    }

    /** How long the files in a folder of it are, in bytes, as they lie there, by name; all of them are whole. */
    Map<String, Long> sizes(String folder) throws IOException {
        return storage.sizes(folder);
    }

    /** Removes the files of a folder that are not needed, by their names. */
    void keepOnly(String folder, Predicate<String> needed) throws IOException {
        for (String name : storage.sizes(folder).keySet()) {
            if (!needed.test(name)) {
                storage.remove(name);
            }
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public void close() throws IOException {
        storage.close();
    }

    /** The storage closes what it opened. */
    private static final class StaysOpen extends FilterOutputStream {
        StaysOpen(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            out.flush();
        }
    }
}
