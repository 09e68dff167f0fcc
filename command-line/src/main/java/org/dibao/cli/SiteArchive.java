package org.dibao.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.dibao.cli.jekyll.JekyllSite;
import org.dibao.cli.jekyll.SiteIndex;
import org.dibao.cli.site.SiteFile;
import org.dibao.cli.site.SiteFile.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The part of a Jekyll site that is sent as an archive: its settings, what else its templates may ask for, then its pages, so that links to
 * them are known, then its posts.
 *
 * @param more further front matter of articles, by the names of their files
 */
record SiteArchive(JekyllSite site, Map<String, Map<String, @Nullable Object>> more) {
    /** A larger file is not an article; the server's own limit is far lower. */
    private static final long LARGEST_FILE = 64L * 1024 * 1024;

    private static final List<Kind> ORDER =
            List.of(Kind.FOR_TEMPLATES, Kind.PAGE, Kind.DOCUMENT, Kind.POST, Kind.DRAFT);

    ImportUpload upload() {
        long articles = site.files().stream().filter(this::isSent).count();
        return new ImportUpload(ImportUpload.GZIP, articles, List.of(), this::writeTo);
    }

    /** Others are sent as JSON. */
    private boolean isSent(SiteFile file) {
        return file.kind().isArticle() && !site.documents().containsKey(file.name());
    }

    private void writeTo(OutputStream out, BiConsumer<String, String> unreadable) throws IOException {
        try (var tar = new TarGzOutput(out)) {
            if (site.of(Kind.FOR_TEMPLATES)
                    .noneMatch(SiteArchive::isConfig)) { // tells the server where the site begins
                tar.put(SiteFolder.CONFIG, new byte[0]);
            }
            Optional<byte[]> index = SiteIndex.of(site);
            if (index.isPresent()) {
                tar.put(SiteIndex.NAME, index.get());
            }
            List<SiteFile> files = Stream.concat(
                            site.of(Kind.FOR_TEMPLATES).filter(SiteArchive::isConfig),
                            ORDER.stream().flatMap(site::of).filter(file -> !isConfig(file)))
                    .toList();
            for (SiteFile file : files) {
                if (file.kind().isArticle() && !isSent(file)) {
                    continue;
                }
                byte[] content = content(file, file.kind().isArticle() ? unreadable : (_, _) -> {});
                if (content != null) {
                    tar.put(file.name(), content);
                }
            }
        }
    }

    private static boolean isConfig(SiteFile file) {
        return file.name().equals(SiteFolder.CONFIG);
    }

    private byte @Nullable [] content(SiteFile file, BiConsumer<String, String> unreadable) {
        try {
            if (Files.size(file.file()) > LARGEST_FILE) {
                unreadable.accept(file.name(), "larger than " + (LARGEST_FILE >> 20) + " MiB");
                return null;
            }
            return JekyllSite.content(file.with(more.getOrDefault(file.name(), Map.of())));
        } catch (IOException e) {
            unreadable.accept(file.name(), ArticleFile.unreadable(e));
            return null;
        }
    }
}
