package org.dibao.cli.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All files of a site's folder, sorted by name. Links are followed to files within it only. */
public final class FolderWalk {
    private final Path real;
    private final Rules rules;
    private final int maxFiles;
    private final List<SiteFile> files = new ArrayList<>();

    /** What becomes of folders and files. */
    public interface Rules {
        /**
         * @param name of a folder, below the site
         * @return why it is not looked into; null if it is
         */
        @Nullable
        String whyNotInto(String name);

        /** @param name below the site */
        SiteFile file(Path file, String name) throws IOException;
    }

    private FolderWalk(Path real, Rules rules, int maxFiles) {
        this.real = real;
        this.rules = rules;
        this.maxFiles = maxFiles;
    }

    /** @throws Yaml.Fault if it has too many files */
    public static List<SiteFile> of(Path root, int maxFiles, Rules rules) throws IOException, Yaml.Fault {
        FolderWalk walk = new FolderWalk(root.toRealPath(), rules, maxFiles);
        walk.into(root, "");
        return List.copyOf(walk.files);
    }

    private void into(Path folder, String below) throws IOException, Yaml.Fault {
        List<Path> entries;
        try (Stream<Path> all = Files.list(folder)) {
            entries = all.sorted().toList();
        }
        for (Path entry : entries) {
            String name = below + entry.getFileName();
            if (Files.isSymbolicLink(entry) && !isWithin(entry)) {
                files.add(SiteFile.leftOut(entry, name, "a link that leads out of the site's folder"));
            } else if (!Files.isDirectory(entry)) {
                files.add(
                        Files.isRegularFile(entry)
                                ? rules.file(entry, name)
                                : SiteFile.leftOut(entry, name, "no file"));
            } else if (Files.isSymbolicLink(entry)) {
                files.add(SiteFile.leftOut(entry, name + "/", "a link to a folder"));
            } else {
                String why = rules.whyNotInto(name);
                if (why == null) {
                    into(entry, name + "/");
                } else {
                    files.add(SiteFile.leftOut(entry, name + "/", why));
                }
            }
            if (files.size() > maxFiles) {
                throw new Yaml.Fault("the site has more than " + maxFiles
                        + " files: give the folder that contains it alone, or allow more with --max-files");
            }
        }
    }

    private boolean isWithin(Path link) {
        try {
            return link.toRealPath().startsWith(real);
        } catch (IOException e) {
            return false;
        }
    }
}
