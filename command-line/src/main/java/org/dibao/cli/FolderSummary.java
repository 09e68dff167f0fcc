package org.dibao.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/**
 * What is in a folder of articles that is no whole site, and where the rest would come from, in a few lines.
 *
 * @param given the folder as it was named
 */
record FolderSummary(Path given, PostFolder folder) {
    List<String> lines() {
        return List.of(files(), rest());
    }

    private String files() {
        Path name = given.toAbsolutePath().normalize().getFileName();
        String taken = folder.site()
                ? "posts %,d, drafts %,d"
                        .formatted(
                                count(folder.posts(), file -> !SiteFolder.isDraft(below(file))),
                                count(folder.posts(), file -> SiteFolder.isDraft(below(file))))
                : "articles %,d".formatted(folder.posts().size());
        long pages = folder.site() ? count(folder.others(), this::isPage) : 0;
        return "Files in %s: %s; left out: pages %,d, others %,d"
                .formatted(name, taken, pages, folder.others().size() - pages);
    }

    private String rest() {
        return Files.exists(folder.root().resolve(SiteFolder.CONFIG))
                ? "The settings, pages and pictures of the site are in " + folder.root()
                        + ": give that folder to import them too."
                : "Only articles are imported from a folder without " + SiteFolder.CONFIG
                        + ": with the site's own in it, its settings, pages and pictures are imported too.";
    }

    private boolean isPage(Path file) {
        return ArticleFile.type(file).isPresent() && !SiteFolder.isAmongPosts(below(file));
    }

    private Path below(Path file) {
        return folder.root().relativize(file);
    }

    private static long count(List<Path> files, Predicate<Path> which) {
        return files.stream().filter(which).count();
    }
}
