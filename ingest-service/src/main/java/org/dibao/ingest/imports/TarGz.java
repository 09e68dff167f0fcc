package org.dibao.ingest.imports;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.dibao.contract.event.Problem;
import org.dibao.ingest.article.FileName;
import org.dibao.ingest.article.Upload;
import org.dibao.ingest.fields.Refused;
import org.jspecify.annotations.Nullable;

/**
 * A tar.gz of a folder of posts. Everything else is skipped: folders, links, hidden files, other extensions. A post
 * that is too large is refused and skipped; a file so large that even skipping it would take long ends the import.
 */
final class TarGz implements ImportEntries {
    /** Headers of one entry, its long names and the rest of the archive's last block. */
    private static final int HEADERS = 256 * 1024;

    private final InputStream in;
    private final int maxArticle;
    private final ImportSettings settings;
    private final Set<String> seen = new HashSet<>();
    private @Nullable TarArchiveInputStream tar;
    private @Nullable DecompressedInput unpacked;

    TarGz(InputStream in, int maxArticle, ImportSettings settings) {
        this.in = in;
        this.maxArticle = maxArticle;
        this.settings = settings;
    }

    @Override
    public @Nullable ImportEntry next() throws IOException {
        try {
            TarArchiveInputStream archive = tar == null ? open() : tar;
            while (true) {
                unpacked().allow(HEADERS);
                TarArchiveEntry file = archive.getNextEntry();
                if (file == null) {
                    end();
                    return null;
                }
                ImportEntry entry = entry(archive, file);
                if (entry != null) {
                    return entry;
                }
            }
        } catch (DecompressedInput.TooMuch e) {
            throw new Refused(Problem.of(
                    Problem.Type.TOO_LARGE,
                    "the archive is too large: a header or a file is larger than it claims to be, or the whole"
                            + " archive has more than "
                            + settings.maxUnpacked().toMegabytes() + " MiB"));
        } catch (IOException | IllegalArgumentException e) {
            throw Refused.malformed("body", "the archive is damaged or was cut off: " + e.getMessage());
        }
    }

    private TarArchiveInputStream open() throws IOException {
        GzipCompressorInputStream gzip = GzipCompressorInputStream.builder()
                .setInputStream(in)
                .setDecompressConcatenated(true)
                .get();
        unpacked = new DecompressedInput(gzip, settings.maxUnpacked().toBytes());
        tar = new TarArchiveInputStream(unpacked, StandardCharsets.UTF_8.name());
        return tar;
    }

    private DecompressedInput unpacked() {
        return java.util.Objects.requireNonNull(unpacked);
    }

    private @Nullable ImportEntry entry(TarArchiveInputStream archive, TarArchiveEntry file) throws IOException {
        String name = file.getName();
        long size = file.getSize();
        if (size > settings.maxSkipped().toBytes()) {
            throw new Refused(Problem.of(
                    Problem.Type.TOO_LARGE,
                    name + " has " + size + " bytes: leave it out of the archive; an" + " article has at most "
                            + maxArticle + " bytes"));
        }
        String last = name.substring(name.lastIndexOf('/') + 1);
        FileName post = FileName.of(name);
        if (!isPlain(file) || post.kind() == null || last.startsWith(".") || name.startsWith("__MACOSX/")) {
            pass(archive, size);
            return null;
        }
        if (size > maxArticle) {
            pass(archive, size);
            return new ImportEntry.Bad(
                    name,
                    Problem.of(
                            Problem.Type.TOO_LARGE,
                            "the article has " + size + " bytes; at most " + maxArticle + " are allowed"));
        }
        unpacked().allow(size + HEADERS);
        byte[] content = archive.readNBytes((int) size);
        if (content.length < size) {
            throw new IOException(name + " is cut off");
        }
        if (!seen.add(post.id())) {
            return new ImportEntry.Bad(
                    name,
                    Problem.of(
                            Problem.Type.INVALID,
                            "file name",
                            "the archive has two files with this name, which is the article's id: rename one of them;"
                                    + " only files in folders named after languages, such as en and zh-CN, may have"
                                    + " the same name"));
        }
        return new ImportEntry.Article(name, new Upload(post.kind(), content, post, null, true));
    }

    private void pass(TarArchiveInputStream archive, long size) throws IOException {
        unpacked().allow(size + HEADERS);
        if (!archive.getCurrentEntry().isDirectory()) {
            archive.skipNBytes(size);
        }
    }

    private static boolean isPlain(TarArchiveEntry file) {
        byte kind = file.getLinkFlag();
        return kind == TarConstants.LF_NORMAL || kind == TarConstants.LF_OLDNORM;
    }

    /** Reads up to the end, because decompression verifies the checksum only there. */
    private void end() throws IOException {
        unpacked().allow(settings.maxSkipped().toBytes());
        boolean marked = unpacked().endsInZeros();
        unpacked().skip(Long.MAX_VALUE);
        if (!marked) {
            throw new IOException("its end is missing");
        }
    }

    /** Releases the decompressor's memory outside the heap. */
    @Override
    public void close() throws IOException {
        (tar == null ? in : tar).close();
    }
}
