package org.dibao.support.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * A generated secret, kept in a file with mode 0600. It appears there whole or not at all, and when two processes start at
 * once, both take the one that was first.
 */
public final class SecretFile {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path file;
    private final String what;
    private final String elsewhere;

    /**
     * @param what what it is called, as {@code API key}
     * @param elsewhere how to do without this file, as {@code set DIBAO_API_KEY}
     */
    public SecretFile(Path file, String what, String elsewhere) {
        this.file = file.toAbsolutePath();
        this.what = what;
        this.elsewhere = elsewhere;
    }

    /** Where it is kept. */
    public Path path() {
        return file;
    }

    /**
     * The secret that is kept, or a new one, kept from now on.
     *
     * @throws RuntimeException with a sentence that says what to do
     */
    public Secret readOrCreate() {
        try {
            if (!Files.exists(file)) {
                create();
            }
            String token = Files.readString(file, StandardCharsets.US_ASCII).strip();
            if (!Secret.isToken(token)) {
                throw new IllegalStateException(
                        file + " holds no " + what + ": delete it and one is generated, or " + elsewhere);
            }
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            return new Secret(token);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the " + what + " cannot be kept at " + file + ": let this user write there, or " + elsewhere, e);
        }
    }

    private void create() throws IOException {
        Path folder = file.getParent();
        Files.createDirectories(folder);
        byte[] random = new byte[24];
        RANDOM.nextBytes(random);
        Path fresh = Files.createTempFile(
                folder,
                "." + file.getFileName(),
                null,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            try (FileChannel out = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                out.write(
                        ByteBuffer.wrap((HexFormat.of().formatHex(random) + "\n").getBytes(StandardCharsets.US_ASCII)));
                out.force(true);
            }
            try {
                Files.createLink(file, fresh); // atomic, and fails if another was first
            } catch (UnsupportedOperationException e) {
                Files.move(fresh, file);
            }
        } catch (FileAlreadyExistsException e) {
            // Another process was first: its secret is ours.
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
