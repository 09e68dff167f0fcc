package org.dibao.cli.hugo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dibao.cli.site.Door;
import org.dibao.cli.site.ReadSite;
import org.dibao.cli.site.Yaml;

/** A folder with Hugo's settings and its {@code content}. */
public final class HugoDoor implements Door {
    @Override
    public boolean fits(Path given) {
        return Files.isDirectory(given.resolve("content")) && HugoConfig.in(given) != null;
    }

    @Override
    public ReadSite read(Path given, int maxFiles) throws IOException, Yaml.Fault {
        return HugoSite.read(given.toAbsolutePath().normalize(), maxFiles);
    }
}
