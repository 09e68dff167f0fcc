package org.dibao.cli.export;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The folder of a copy, and the files in it that addresses have. Nothing is written beside it. */
final class CopyFolder {
    private static final int MAX_SEGMENT = 255;

    private final Path folder;
    private final AtomicLong part = new AtomicLong();

    CopyFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * What an earlier copy left in the folder, which is made if it is not there.
     *
     * @param form of the copy that is to be made
     * @throws StaticCopy.Refusal if it has something else in it, or somebody else is writing to it
     */
    CopyState open(String form) throws IOException {
        try {
            Files.createDirectories(folder);
            if (!CopyState.hasRoomIn(folder)) {
                throw new StaticCopy.Refusal(folder + " is neither empty nor an earlier export: give another folder");
            }
            CopyState state = CopyState.open(folder, form);
            clean();
            return state;
        } catch (FileSystemException e) {
            throw new StaticCopy.Refusal(
                    "nothing can be written at " + folder + " (" + why(e) + "): give another folder");
        }
    }

    private static String why(FileSystemException e) {
        return switch (e) {
            case AccessDeniedException _ -> "you may not";
            case FileAlreadyExistsException _ -> "it is a file";
            default -> e.getReason() == null ? "there can be no folder" : e.getReason();
        };
    }

    /** Removes what was being written when an earlier run was interrupted, or this one fails. */
    void clean() throws IOException {
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, CopyState.NAME + "-*.part")) {
            for (Path old : parts) {
                Files.deleteIfExists(old);
            }
        }
    }

    /** SHA-256 of a file's content, in hexadecimal. */
    static String digest(Path file) throws IOException {
        try (var in = new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether there is a file with this content. */
    boolean has(Path file, String digest) throws IOException {
        return Files.isRegularFile(file) && digest.equals(digest(file));
    }

    /** Where the file of an address is; null if it can have none. */
    @Nullable
    Path place(String address) {
        String file = file(address);
        return file == null ? null : safe(file);
    }

    /** @return whether it was there */
    boolean delete(String file) throws IOException {
        Path old = safe(file);
        return old != null && Files.deleteIfExists(old);
    }

    /** @return whether it was not so already */
    boolean put(String file, String text) throws IOException {
        Path to = Objects.requireNonNull(safe(file));
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (Files.isRegularFile(to) && Arrays.equals(Files.readAllBytes(to), bytes)) {
            return false;
        }
        Files.createDirectories(to.getParent());
        Path temporary = temporary();
        Files.write(temporary, bytes);
        Files.move(temporary, to, StandardCopyOption.REPLACE_EXISTING);
        return true;
    }

    /**
     * Moves what is whole now to its place, unless the same is there.
     *
     * @return whether it was not so already
     */
    boolean place(String file, Path part) throws IOException {
        Path to = Objects.requireNonNull(safe(file));
        if (Files.isRegularFile(to) && Files.mismatch(part, to) < 0) {
            Files.deleteIfExists(part);
            return false;
        }
        Files.createDirectories(to.getParent());
        Files.move(part, to, StandardCopyOption.REPLACE_EXISTING);
        return true;
    }

    /** For what is not whole yet. */
    Path temporary() {
        return folder.resolve(CopyState.NAME + "-" + part.incrementAndGet() + ".part");
    }

    /** Null if it would be outside of the folder. */
    @Nullable
    Path safe(String file) {
        try {
            Path path = folder.resolve(file).normalize();
            return path.startsWith(folder) && !path.equals(folder) ? path : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /**
     * The file of an address, below the folder: {@code /a/} is {@code a/index.html}, and a last segment without an extension
     * gets {@code .html}. Null if no file can have the name.
     */
    static @Nullable String file(String address) {
        String path;
        try {
            path = URLDecoder.decode(address.replace("+", "%2B"), StandardCharsets.UTF_8)
                    .substring(1);
        } catch (IllegalArgumentException e) {
            return null;
        }
        String last = path.substring(path.lastIndexOf('/') + 1);
        String file = last.isEmpty()
                ? path + "index.html"
                : last.matches(".*\\.[A-Za-z][A-Za-z0-9]{0,9}") ? path : path + ".html";
        for (String segment : file.split("/", -1)) {
            boolean impossible = segment.isEmpty()
                    || segment.equals(".")
                    || segment.equals("..")
                    || segment.startsWith(CopyState.NAME)
                    || segment.chars().anyMatch(Character::isISOControl)
                    || segment.indexOf('\\') >= 0
                    || segment.getBytes(StandardCharsets.UTF_8).length > MAX_SEGMENT;
            if (impossible) {
                return null;
            }
        }
        return file;
    }
}
