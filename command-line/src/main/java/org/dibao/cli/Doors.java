package org.dibao.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dibao.cli.ghost.GhostDoor;
import org.dibao.cli.hexo.HexoDoor;
import org.dibao.cli.hugo.HugoDoor;
import org.dibao.cli.jekyll.JekyllSite;
import org.dibao.cli.lines.LinesDoor;
import org.dibao.cli.site.Door;
import org.dibao.cli.site.ReadSite;
import org.dibao.cli.site.Yaml;
import org.dibao.cli.wordpress.WordPressDoor;

/** The forms of whole sites that an import knows; which one it has before it shows by itself. */
final class Doors {
    private static final List<Door> ALL = List.of(
            new LinesDoor(), new HugoDoor(), new HexoDoor(), new WordPressDoor(), new GhostDoor(), new JekyllDoor());

    private Doors() {}

    /** A folder of Jekyll, or the only one with a {@code _config.yml} directly below. */
    private static final class JekyllDoor implements Door {
        @Override
        public boolean fits(Path given) throws IOException {
            if (!Files.isDirectory(given)) {
                return false;
            }
            Path root = SiteFolder.rootFor(given);
            return root.startsWith(given.toAbsolutePath().normalize())
                    && Files.isRegularFile(root.resolve(JekyllSite.CONFIG));
        }

        @Override
        public ReadSite read(Path given, int maxFiles) throws IOException, Yaml.Fault {
            return JekyllSite.read(SiteFolder.rootFor(given), maxFiles);
        }
    }

    /**
     * Empty for what is no whole site: a folder of articles, an archive.
     *
     * @throws CommandFailed if it cannot be read
     */
    static Optional<ReadSite> read(Path given, int maxFiles) {
        try {
            for (Door door : ALL) {
                if (door.fits(given)) {
                    return Optional.of(door.read(given, maxFiles));
                }
            }
            return Optional.empty();
        } catch (Yaml.Fault e) {
            throw new CommandFailed(Exit.USAGE, given + " cannot be read: " + e.getMessage());
        } catch (IOException e) {
            throw new CommandFailed(Exit.USAGE, given + ": " + ArticleFile.unreadable(e));
        }
    }
}
