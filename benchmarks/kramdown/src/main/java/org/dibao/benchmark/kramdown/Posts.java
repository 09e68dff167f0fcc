package org.dibao.benchmark.kramdown;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The Markdown files below some folders, without their front matter. */
final class Posts {
    private static final Pattern FRONT_MATTER = Pattern.compile("\\A\ufeff?---\\s*\n.*?\n---[ \t]*\n", Pattern.DOTALL);

    private Posts() {}

    /** @param folders separated by the platform's path separator */
    static List<String> below(String folders) throws IOException {
        List<String> posts = new ArrayList<>();
        for (String folder : folders.split(java.io.File.pathSeparator)) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                for (Path file : files.filter(Posts::isPost).sorted().toList()) {
                    String text = Files.readString(file).replace("\r\n", "\n");
                    posts.add(FRONT_MATTER.matcher(text).replaceFirst(""));
                }
            }
        }
        if (posts.isEmpty()) {
            throw new IOException("No .md or .markdown file below " + folders);
        }
        return posts;
    }

    private static boolean isPost(Path file) {
        String name = file.getFileName().toString();
        return (name.endsWith(".md") || name.endsWith(".markdown")) && Files.isRegularFile(file);
    }
}
