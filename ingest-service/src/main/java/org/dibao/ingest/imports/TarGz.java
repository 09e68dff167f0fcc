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
 * A tar.gz of a folder of posts. Files that are no posts are passed over: folders, links, hidden files, other extensions.
 * A post that is too large is refused and passed; a file so large that even passing it would take long ends the import.
 */
final class TarGz implements Entries {
    /** Headers of one entry, its long names and the rest of the archive's last block. */
    private static final int HEADERS = 256 * 1024;

    private final InputStream in;
    private final int maxArticle;
    private final ImportSettings settings;
    private final Set<String> seen = new HashSet<>();
    private @Nullable TarArchiveInputStream tar;
    private @Nullable Unpacked unpacked;

    TarGz(InputStream in, int maxArticle, ImportSettings settings) {
        this.in = in;
        this.maxArticle = maxArticle;
        this.settings = settings;
    }

    @Override
    public @Nullable Entry next() throws IOException {
        try {
            TarArchiveInputStream archive = tar == null ? open() : tar;
            while (true) {
                unpacked().allow(HEADERS);
                TarArchiveEntry file = archive.getNextEntry();
                if (file == null) {
                    end();
                    return null;
                }
                Entry entry = entry(archive, file);
                if (entry != null) {
                    return entry;
                }
            }
        } catch (Unpacked.TooMuch e) {
            throw new Refused(Problem.of(
                    Problem.Type.TOO_LARGE,
                    "the archive holds more than can be taken: a header or a file's true size is larger than it says,"
                            + " or all of it is more than "
                            + settings.maxUnpacked().toMegabytes() + " MiB"));
        } catch (IOException | IllegalArgumentException e) {
            throw Refused.malformed("body", "the archive is broken or was cut off: " + e.getMessage());
        }
    }

    private TarArchiveInputStream open() throws IOException {
        GzipCompressorInputStream gzip = GzipCompressorInputStream.builder()
                .setInputStream(in)
                .setDecompressConcatenated(true)
                .get();
        unpacked = new Unpacked(gzip, settings.maxUnpacked().toBytes());
        tar = new TarArchiveInputStream(unpacked, StandardCharsets.UTF_8.name());
        return tar;
    }

    private Unpacked unpacked() {
        return java.util.Objects.requireNonNull(unpacked);
    }

    private @Nullable Entry entry(TarArchiveInputStream archive, TarArchiveEntry file) throws IOException {
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
            return new Entry.Bad(
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
            return new Entry.Bad(
                    name,
                    Problem.of(
                            Problem.Type.INVALID,
                            "file name",
                            "the archive has two files of this name, and the name is the article's id: rename one of them; only those in folders"
                                    + " named after languages, as en and zh-CN, may have the same"));
        }
        return new Entry.Article(name, new Upload(post.kind(), content, post, null, true));
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

    /** Reads up to the end, since only there decompression tells whether all was as it was sent. */
    private void end() throws IOException {
        unpacked().allow(settings.maxSkipped().toBytes());
        boolean marked = unpacked().endsInZeros();
        unpacked().skip(Long.MAX_VALUE);
        if (!marked) {
            throw new IOException("it has no end");
        }
    }

    /** Gives back what decompression took, which is memory outside the heap. */
    @Override
    public void close() throws IOException {
        (tar == null ? in : tar).close();
    }
}
