package org.dibao.cli.site;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dibao.cli.site.ReadSite.Redirect;

/** A list of redirects as Netlify and others read it. */
public final class RedirectLines {
    private static final int MAX_SIZE = 1024 * 1024;

    private RedirectLines() {}

    /** None if there is no such file, or a larger one than 1 MiB. */
    public static List<Redirect> read(Path file) throws IOException {
        List<Redirect> all = new ArrayList<>();
        if (!Files.isRegularFile(file) || Files.size(file) > MAX_SIZE || Files.isSymbolicLink(file)) {
            return all;
        }
        for (String line :
                Files.readString(file, StandardCharsets.UTF_8).lines().toList()) {
            String[] parts = line.replaceFirst("(?:^|\\s)#.*", "").strip().split("\\s+");
            if (parts.length < 2) {
                continue;
            }
            boolean one = parts[0].startsWith("/") && !parts[0].contains("*") && !parts[0].contains("/:");
            boolean moved = parts.length == 2 || parts[2].matches("30[1278]!?");
            all.add(new Redirect(parts[0], parts[1], line.strip(), !one ? "a pattern" : !moved ? "no redirect" : ""));
        }
        return all;
    }
}
