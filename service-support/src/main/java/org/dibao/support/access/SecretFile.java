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
 * A generated secret, stored in a file with mode 0600. The file appears with its complete content or not at all, and
 * when two processes start at once, both use the secret of the first.
 */
public final class SecretFile {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path file;
    private final String what;
    private final String elsewhere;

    /**
     * @param what its name, such as {@code API key}
     * @param elsewhere how to do without this file, such as {@code set DIBAO_API_KEY}
     */
    public SecretFile(Path file, String what, String elsewhere) {
        this.file = file.toAbsolutePath();
        this.what = what;
        this.elsewhere = elsewhere;
    }

    /** Where it is stored. */
    public Path path() {
        return file;
    }

    /**
     * The stored secret, or a new one, which is then stored.
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
                throw new IllegalStateException(file + " does not contain a valid " + what
                        + ": delete it to have one generated, or " + elsewhere);
            }
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            return new Secret(token);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the " + what + " cannot be stored in " + file + ": make it writable for this user, or "
                            + elsewhere,
                    e);
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
                Files.createLink(file, fresh); // atomic; fails if another process was first
            } catch (UnsupportedOperationException e) {
                Files.move(fresh, file);
            }
        } catch (FileAlreadyExistsException e) {
            // Another process was first: use its secret.
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
