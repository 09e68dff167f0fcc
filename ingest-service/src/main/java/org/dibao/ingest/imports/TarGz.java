package org.dibao.ingest.imports;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.dibao.contract.article.ArticleFile;
import org.dibao.contract.event.Problem;
import org.dibao.ingest.article.FileName;
import org.dibao.ingest.article.Upload;
import org.dibao.ingest.fields.Refused;
import org.dibao.ingest.liquid.SiteFileSettings;
import org.dibao.ingest.liquid.SiteFiles;
import org.jspecify.annotations.Nullable;

/**
 * A tar.gz of a Jekyll site or of a folder of posts, as {@link SiteLayout} tells. Everything else is skipped: folders,
 * links, hidden files, other extensions, and what is neither a post of the site nor a page by its front matter ({@code
 * layout: page}). Posts wait on disk until it is known where
 * the site begins, which is at its first file in most archives. A post that is too large is refused and skipped; a file
 * so large that even skipping it would take long ends the import. What the templates of posts may ask for is kept in
 * memory; posts that come before it in the archive do not know it.
 */
final class TarGz implements ImportEntries {
    /** Headers of one entry, its long names and the rest of the archive's last block. */
    private static final int HEADERS = 256 * 1024;

    private final InputStream in;
    private final int maxArticle;
    private final ImportSettings settings;
    private final SiteFiles site;
    private final Set<ArticleFile> seen = new HashSet<>();
    private final SiteLayout layout = new SiteLayout();
    private final HeldFiles waiting = new HeldFiles();
    private boolean ended;
    private @Nullable TarArchiveInputStream tar;
    private @Nullable DecompressedInput unpacked;

    TarGz(InputStream in, int maxArticle, ImportSettings settings, SiteFileSettings siteFiles) {
        this.in = in;
        this.maxArticle = maxArticle;
        this.settings = settings;
        this.site = new SiteFiles(siteFiles);
    }

    @Override
    public @Nullable ImportEntry next() throws IOException {
        try {
            TarArchiveInputStream archive = tar == null ? open() : tar;
            while (true) {
                ArchivedFile held = layout.isKnown() ? waiting.poll() : null;
                ArchivedFile file = held != null ? held : read(archive);
                if (file == null && ended) {
                    return null;
                }
                if (file == null) {
                    layout.end();
                    ended = true;
                } else if (held == null && (!layout.isKnown() || !waiting.isEmpty())) {
                    waiting.add(file);
                } else {
                    ImportEntry entry = entry(file);
                    if (entry != null) {
                        return entry;
                    }
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
        return Objects.requireNonNull(unpacked);
    }

    /** The next file that may be an article; null after the last. */
    private @Nullable ArchivedFile read(TarArchiveInputStream archive) throws IOException {
        while (!ended) {
            unpacked().allow(HEADERS);
            TarArchiveEntry file = archive.getNextEntry();
            if (file == null) {
                end();
                return null;
            }
            long size = file.getSize();
            String name = file.getName();
            if (size > settings.maxSkipped().toBytes()) {
                throw new Refused(Problem.of(
                        Problem.Type.TOO_LARGE,
                        name + " has " + size + " bytes: leave it out of the archive; an" + " article has at most "
                                + maxArticle + " bytes"));
            }
            boolean article = isArticle(file);
            if (isPlain(file)) {
                layout.see(name, article);
            }
            boolean asked = isPlain(file) && SiteFiles.isWanted(name) && site.hasRoom(size);
            if (!article && asked) {
                site.add(plain(name), content(archive, name, size));
                continue;
            }
            if (!article || size > maxArticle) {
                pass(archive, size);
                if (article) {
                    return new ArchivedFile(name, size, new byte[0]);
                }
                continue;
            }
            byte[] content = content(archive, name, size);
            if (asked) {
                site.add(plain(name), content);
            }
            return new ArchivedFile(name, size, content);
        }
        return null;
    }

    private byte[] content(TarArchiveInputStream archive, String name, long size) throws IOException {
        unpacked().allow(size + HEADERS);
        byte[] content = archive.readNBytes((int) size);
        if (content.length < size) {
            throw new IOException(name + " is cut off");
        }
        return content;
    }

    /** A name without {@code ./} at its beginning, as some archives have it. */
    private static String plain(String name) {
        return name.startsWith("./") ? name.substring(2) : name;
    }

    private static boolean isArticle(TarArchiveEntry file) {
        String name = file.getName();
        return isPlain(file)
                && !name.startsWith("__MACOSX/")
                && !name.substring(name.lastIndexOf('/') + 1).startsWith(".")
                && FileName.of(name.substring(name.lastIndexOf('/') + 1)).kind() != null;
    }

    private @Nullable ImportEntry entry(ArchivedFile file) {
        String path = layout.articlePath(file.name());
        boolean page = path == null && Post.isPage(file.content());
        path = page ? layout.pagePath(file.name()) : path;
        if (path == null) {
            return null;
        }
        FileName post;
        try {
            post = name(path);
        } catch (Refused e) {
            return new ImportEntry.Bad(file.name(), e.problem());
        }
        site.root(layout.siteFolder());
        if (layout.isSite() && !page && !Post.is(post, file.content())) {
            site.add(plain(file.name()), file.content()); // a post may include it
            return null;
        }
        if (file.size() > maxArticle) {
            return new ImportEntry.Bad(
                    file.name(),
                    Problem.of(
                            Problem.Type.TOO_LARGE,
                            "the article has " + file.size() + " bytes; at most " + maxArticle + " are allowed"));
        }
        if (!seen.add(post.file())) {
            return new ImportEntry.Bad(
                    file.name(),
                    Problem.of(
                            Problem.Type.INVALID,
                            "file name",
                            "the archive has this file twice: leave one of them out"));
        }
        String address = page ? Post.permalink(file.content()) : null;
        if (address != null) {
            site.page(path, address);
        }
        return new ImportEntry.Article(
                file.name(), new Upload(Objects.requireNonNull(post.kind()), file.content(), post, null, true, site));
    }

    /** With its folders: a folder of posts is a site's {@code _posts}. */
    private static FileName name(String path) {
        FileName name = FileName.of(path);
        return name.folders().isEmpty() ? FileName.of("_posts/" + name.name()) : name;
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
        try (waiting) {
            (tar == null ? in : tar).close();
        }
    }
}
