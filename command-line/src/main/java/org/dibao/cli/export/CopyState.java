package org.dibao.cli.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a folder has of an earlier copy, kept beside it: a line for each file, with its entity tag, type, digest and name, which are
 * separated by tabs.
 *
 * @param files by their paths below the folder, with slashes
 */
record CopyState(Map<String, File> files) {
    static final String NAME = ".dibao-export";
    private static final int PARTS = 4;

    /** @param tag empty for a file that the export itself makes */
    record File(String tag, String type, String digest) {}

    /** SHA-256 of a file's content, in hexadecimal. */
    static String digest(Path file) throws IOException {
        try (var in = new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Null if the folder has none. */
    static @Nullable CopyState read(Path folder) throws IOException {
        Path state = folder.resolve(NAME);
        if (!Files.isRegularFile(state)) {
            return null;
        }
        Map<String, File> files = new TreeMap<>();
        for (String line : Files.readString(state).split("\n", -1)) {
            String[] parts = line.split("\t", PARTS);
            if (parts.length == PARTS) {
                files.put(parts[3], new File(parts[0], parts[1], parts[2]));
            }
        }
        return new CopyState(files);
    }

    /** These, and those of another that these lack. */
    CopyState with(CopyState other) {
        Map<String, File> all = new TreeMap<>(other.files);
        all.putAll(files);
        return new CopyState(all);
    }

    void write(Path folder) throws IOException {
        StringBuilder lines = new StringBuilder();
        files.forEach((name, file) -> lines.append(file.tag())
                .append('\t')
                .append(file.type())
                .append('\t')
                .append(file.digest())
                .append('\t')
                .append(name)
                .append('\n'));
        Path part = folder.resolve(NAME + ".part");
        Files.writeString(part, lines);
        Files.move(part, folder.resolve(NAME), StandardCopyOption.REPLACE_EXISTING);
    }
}
