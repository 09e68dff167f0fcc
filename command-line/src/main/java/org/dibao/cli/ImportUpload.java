package org.dibao.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The content of an import, which can be sent repeatedly.
 *
 * @param type its media type
 * @param articles how many there are, or -1 if only the server can tell
 * @param leftOut files that are no articles, or lead out of the folder
 * @param names   of the articles, in their order, if the server does not know them
 * @param about   what is in a folder, and where the rest would come from, in a few lines
 */
record ImportUpload(
        String type, long articles, List<Path> leftOut, Content content, List<String> names, List<String> about) {
    static final String GZIP = "application/gzip";
    static final String LINES = "application/x-ndjson";

    private static final Pattern LINE = Pattern.compile("line ([1-9][0-9]{0,8})");

    ImportUpload(String type, long articles, List<Path> leftOut, Content content) {
        this(type, articles, leftOut, content, List.of(), List.of());
    }

    /** What an article is called that the server calls so. */
    String name(String given) {
        Matcher line = LINE.matcher(given);
        int number = line.matches() ? Integer.parseInt(line.group(1)) : 0;
        return number >= 1 && number <= names.size() ? names.get(number - 1) : given;
    }

    /** Writes the bytes; reports each article that cannot be read, and why. */
    interface Content {
        void writeTo(OutputStream out, BiConsumer<String, String> unreadable) throws IOException;
    }

    static ImportUpload of(Path source) {
        try {
            return Files.isDirectory(source) ? folder(source) : file(source);
        } catch (IOException e) {
            throw unreadable(source);
        }
    }

    private static ImportUpload folder(Path source) throws IOException {
        PostFolder folder = PostFolder.of(source);
        if (folder.posts().isEmpty()) {
            throw new CommandFailed(
                    Exit.USAGE,
                    "There is no article in " + source + ": give the folder that contains the .md or .html files.");
        }
        return new ImportUpload(
                GZIP,
                folder.posts().size(),
                folder.others(),
                folder::writeTo,
                List.of(),
                new FolderSummary(source, folder).lines());
    }

    private static ImportUpload file(Path source) throws IOException {
        if (!Files.isReadable(source)) {
            throw unreadable(source);
        }
        if (ArticleFile.type(source).isPresent()) {
            PostFolder one = PostFolder.ofOne(source);
            return new ImportUpload(GZIP, 1, List.of(), one::writeTo);
        }
        return new ImportUpload(type(ArticleFile.name(source)), -1, List.of(), (out, _) -> Files.copy(source, out));
    }

    private static String type(String name) {
        if (name.endsWith(".ndjson") || name.endsWith(".jsonl")) {
            return LINES;
        }
        if (name.endsWith(".tar.gz") || name.endsWith(".tgz")) {
            return GZIP;
        }
        throw new CommandFailed(
                Exit.USAGE,
                name
                        + (name.endsWith(".xml") // one of WordPress is known by what is in it
                                ? " is not an export of WordPress, whose .xml files can be imported."
                                : " is neither a folder nor an article, .tar.gz, .tgz, .ndjson or .jsonl."));
    }

    private static CommandFailed unreadable(Path source) {
        return new CommandFailed(
                Exit.USAGE,
                Files.exists(source)
                        ? source + " cannot be read: you are not allowed to."
                        : "There is no " + source + ": give a folder, an article, a .tar.gz or an .ndjson file.");
    }
}
