package org.dibao.cli.hexo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dibao.cli.site.Door;
import org.dibao.cli.site.ReadSite;
import org.dibao.cli.site.Yaml;

/** A folder with Hexo's settings and its {@code source}. */
public final class HexoDoor implements Door {
    static final String CONFIG = "_config.yml";
    static final String POSTS = "source/_posts";

    @Override
    public boolean fits(Path given) {
        return Files.isRegularFile(given.resolve(CONFIG))
                && Files.isDirectory(given.resolve(POSTS))
                && !Files.isDirectory(given.resolve("_posts"));
    }

    @Override
    public ReadSite read(Path given, int maxFiles) throws IOException, Yaml.Fault {
        return HexoSite.read(given.toAbsolutePath().normalize(), maxFiles);
    }
}
