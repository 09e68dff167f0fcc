package org.dibao.cli.site;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.dibao.cli.site.ReadSite.Redirect;

/** A list of redirects as Netlify and others read it. */
public final class RedirectLines {
    private static final int MAX_SIZE = 1024 * 1024;

    private static final Pattern PARAMETER = Pattern.compile("[^/:=]+=.*");
    private static final Pattern PATTERN = Pattern.compile("\\*|/:|=:");

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
            int to = 1;
            while (to < parts.length && PARAMETER.matcher(parts[to]).matches()) {
                to++;
            }
            if (to < parts.length) {
                all.add(redirect(
                        from(List.of(parts).subList(0, to)),
                        parts[to],
                        parts.length > to + 1 ? parts[to + 1] : "301",
                        line));
            }
        }
        return all;
    }

    private static Redirect redirect(String from, String to, String status, String line) {
        boolean one = from.startsWith("/") && !PATTERN.matcher(from).find();
        boolean moved = status.matches("30[1278]!?");
        return new Redirect(from, to, line.strip(), !one ? "a pattern" : !moved ? "no redirect" : "");
    }

    /** Netlify has the parameters of a query after the path. */
    private static String from(List<String> parts) {
        String query = String.join("&", parts.subList(1, parts.size()));
        return query.isEmpty() ? parts.getFirst() : parts.getFirst() + "?" + query;
    }
}
