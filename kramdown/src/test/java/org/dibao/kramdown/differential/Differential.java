package org.dibao.kramdown.differential;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dibao.kramdown.Kramdown;

/** Asks both for every document and prints those that differ, the shortest first. */
public final class Differential {
    private static final Pattern FRONT_MATTER = Pattern.compile("\\A\ufeff?---\\s*\n.*?\n---[ \t]*\n", Pattern.DOTALL);

    private final RubyKramdown ruby;
    private int shown = 10;

    private Differential(RubyKramdown ruby) {
        this.ruby = ruby;
    }

    record Difference(String name, String text, List<String> expected, List<String> actual) {}

    /** {@code differential [-n shown] [-g count [seed]] path…}: files, folders, and generated documents. */
    public static void main(String[] arguments) throws IOException {
        Path script = Path.of(System.getProperty("kramdown.server", "kramdown/src/test/ruby/server.rb"));
        try (RubyKramdown ruby = new RubyKramdown(script)) {
            Differential differential = new Differential(ruby);
            for (int i = 0; i < arguments.length; i++) {
                switch (arguments[i]) {
                    case "-r" -> differential.record(Path.of(arguments[++i]));
                    case "-n" -> differential.shown = Integer.parseInt(arguments[++i]);
                    case "-g" ->
                        differential.generated(
                                Integer.parseInt(arguments[++i]),
                                i + 1 < arguments.length ? Long.parseLong(arguments[++i]) : 1);
                    default -> differential.files(Path.of(arguments[i]));
                }
            }
        }
    }

    private void files(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(Differential::isDocument).sorted().toList();
        }
        List<Difference> differences = new ArrayList<>();
        for (Path file : files) {
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).replace("\r\n", "\n");
            text = FRONT_MATTER.matcher(text).replaceFirst("");
            compare(file.toString(), text, differences);
        }
        report(folder.toString(), files.size(), differences);
    }

    /** Writes kramdown's answer beside each case of the module's tests. */
    private void record(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.filter(Differential::isDocument).toList()) {
                String name = file.getFileName().toString().replaceFirst("\\.md$", ".html");
                Files.writeString(file.resolveSibling(name), ruby.toHtml(Files.readString(file)));
            }
        }
    }

    private static boolean isDocument(Path path) {
        String name = path.toString();
        boolean document = name.endsWith(".md") || name.endsWith(".markdown") || name.endsWith(".text");
        return document && Files.isRegularFile(path);
    }

    private void generated(int count, long seed) throws IOException {
        List<Difference> differences = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String text = new Documents(seed + i).next();
            if (differs(text)) {
                String smaller = Shrinking.shrink(text, this::differs);
                compare("seed " + (seed + i), smaller, differences);
            }
        }
        report("generated", count, differences);
    }

    private boolean differs(String text) throws IOException {
        List<Difference> differences = new ArrayList<>();
        compare("", text, differences);
        return !differences.isEmpty();
    }

    private void compare(String name, String text, List<Difference> differences) throws IOException {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            return;
        }
        String html = ruby.toHtml(text);
        if (html.startsWith("<failed>")) {
            return;
        }
        List<String> expected = Normal.of(html);
        List<String> actual;
        try {
            actual = Normal.of(Kramdown.parse(text).toHtml());
        } catch (RuntimeException | StackOverflowError failure) {
            actual = List.of(failure + " "
                    + List.of(failure.getStackTrace()).stream().limit(4).toList());
        }
        if (!expected.equals(actual)) {
            differences.add(new Difference(name, text, expected, actual));
        }
    }

    private void report(String what, int count, List<Difference> differences) {
        differences.stream()
                .sorted(Comparator.comparingInt(difference -> difference.text().length()))
                .limit(shown)
                .forEach(Differential::print);
        double equal = 100.0 * (count - differences.size()) / Math.max(count, 1);
        System.out.printf("%s: %d of %d equal, %.2f%%%n", what, count - differences.size(), count, equal);
    }

    private static void print(Difference difference) {
        System.out.println("=== " + difference.name());
        if (difference.text().length() < 400) {
            System.out.println(difference.text());
        }
        List<String> expected = difference.expected();
        List<String> actual = difference.actual();
        int same = 0;
        while (same < Math.min(expected.size(), actual.size())
                && expected.get(same).equals(actual.get(same))) {
            same++;
        }
        System.out.println("--- kramdown (from " + same + ")");
        expected.stream().skip(Math.max(0, same - 1)).limit(5).forEach(line -> System.out.println(cut(line)));
        System.out.println("--- here");
        actual.stream().skip(Math.max(0, same - 1)).limit(5).forEach(line -> System.out.println(cut(line)));
    }

    private static String cut(String line) {
        return line.length() > 600 ? line.substring(0, 600) + "…" : line;
    }
}
