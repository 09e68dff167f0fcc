package org.dibao.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.dibao.cli.CommandFailed;
import org.dibao.cli.Exit;

/**
 * Encryption of a backup's files. Each begins with {@value #MAGIC} and 32 random bytes. From these, the key of the backup and the
 * file's name, HKDF-SHA-256 makes the key of this file, so that none can be put in another's place. Then come pieces of
 * 64 KiB, the last one shorter, each followed by its tag of 16 bytes (AES-256-GCM). The nonce of a piece is its number in 11
 * bytes, big-endian, and
 * a byte that is 1 for the last one, so that nothing can be cut off or moved.
 */
final class Sealing {
    static final String MAGIC = "DIBAO-SEALED-1\n";
    private static final byte[] BEGIN = MAGIC.getBytes(StandardCharsets.US_ASCII);
    private static final int SALT = 32;
    private static final int PIECE = 64 * 1024;
    private static final int TAG = 16;
    private static final int NONCE = 12;

    private final SecretKey key;

    Sealing(byte[] key) {
        this.key = new SecretKeySpec(key, "HKDF-SHA256");
    }

    /** @throws CommandFailed if the file is not a key */
    static Sealing with(Path keyFile) {
        try {
            return new Sealing(
                    HexFormat.of().parseHex(checked(Files.readString(keyFile).strip())));
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandFailed(
                    Exit.USAGE,
                    "The key file " + keyFile
                            + " cannot be used: it must have 64 hexadecimal digits and nothing else. The key of a backup that"
                            + " is there is in your copy of its file; a new backup gets one by"
                            + " \"openssl rand -hex 32 > NEW-FILE\".");
        }
    }

    private static String checked(String digits) {
        if (digits.length() != 64) {
            throw new IllegalArgumentException("not a key");
        }
        return digits;
    }

    /** Whether a file is sealed, by how it begins. */
    static boolean isSealed(InputStream file) throws IOException {
        return Arrays.equals(file.readNBytes(BEGIN.length), BEGIN);
    }

    /** What is written to it is sealed. Closing it writes the last piece, and closes the other stream. */
    OutputStream seal(OutputStream to, String name) throws IOException {
        byte[] salt = new byte[SALT];
        new SecureRandom().nextBytes(salt);
        to.write(BEGIN);
        to.write(salt);
        return new Sealed(to, fileKey(salt, name));
    }

    /** What was sealed. Reading fails where a byte is not as it was written. */
    InputStream open(InputStream from, String name) throws IOException {
        if (!Arrays.equals(from.readNBytes(BEGIN.length), BEGIN)) {
            throw new IOException(name + " is not encrypted");
        }
        return new Opened(from, fileKey(from.readNBytes(SALT), name), name);
    }

    private SecretKey fileKey(byte[] salt, String name) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            "AES",
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(key)
                                    .addSalt(salt)
                                    .thenExpand(name.getBytes(StandardCharsets.UTF_8), 32));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform has no HKDF-SHA256", e);
        }
    }

    private static byte[] nonce(long number, boolean last) {
        return ByteBuffer.allocate(NONCE)
                .putLong(3, number)
                .put(NONCE - 1, (byte) (last ? 1 : 0))
                .array();
    }

    private static byte[] crypt(int mode, SecretKey key, long number, boolean last, byte[] piece, int length)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG * 8, nonce(number, last)));
        return cipher.doFinal(piece, 0, length);
    }

    private static final class Sealed extends OutputStream {
        private final OutputStream to;
        private final SecretKey key;
        private final byte[] piece = new byte[PIECE];
        private int filled;
        private long number;
        private boolean closed;

        Sealed(OutputStream to, SecretKey key) {
            this.to = to;
            this.key = key;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            int done = 0;
            while (done < length) {
                if (filled == PIECE) {
                    write(false); // only now is it certain that there is more
                }
                int count = Math.min(length - done, PIECE - filled);
                System.arraycopy(bytes, offset + done, piece, filled, count);
                filled += count;
                done += count;
            }
        }

        private void write(boolean last) throws IOException {
            try {
                to.write(crypt(Cipher.ENCRYPT_MODE, key, number++, last, piece, filled));
                filled = 0;
            } catch (GeneralSecurityException e) {
                throw new IOException(e);
            }
        }

        @Override
        public void flush() throws IOException {
            to.flush();
        }

        @Override
        public void close() throws IOException {
            if (!closed) {
                closed = true;
                write(true);
                to.close();
            }
        }
    }

    private static final class Opened extends InputStream {
        private final InputStream from;
        private final SecretKey key;
        private final String name;
        private byte[] sealed;
        private byte[] piece = new byte[0];
        private int taken;
        private long number;
        private boolean ended;

        Opened(InputStream from, SecretKey key, String name) throws IOException {
            this.from = from;
            this.key = key;
            this.name = name;
            this.sealed = from.readNBytes(PIECE + TAG);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            while (taken == piece.length) {
                if (ended) {
                    return -1;
                }
                next();
            }
            int count = Math.min(length, piece.length - taken);
            System.arraycopy(piece, taken, into, offset, count);
            taken += count;
            return count;
        }

        private void next() throws IOException {
            byte[] following = from.readNBytes(PIECE + TAG);
            ended = following.length == 0;
            try {
                piece = crypt(Cipher.DECRYPT_MODE, key, number++, ended, sealed, sealed.length);
            } catch (GeneralSecurityException e) {
                throw new IOException(name + " cannot be decrypted: it is damaged, or this is not its key", e);
            }
            taken = 0;
            sealed = following;
        }

        @Override
        public void close() throws IOException {
            from.close();
        }
    }
}
