package org.dibao.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The warnings about the files of an import. Those of an archive are often alike: each is told once, with its files. */
final class Warnings {
    /** Different ones that are kept, so that an archive of any size needs no more memory. */
    private static final int MOST = 1000;

    /** Where in a text something is, which is no part of what it is. */
    private static final Pattern LINE = Pattern.compile(", (line [0-9]+) of the text(?=:)");

    private final SequencedMap<String, List<String>> files = new LinkedHashMap<>();

    void add(ImportResult result) {
        for (String warning : result.warnings()) {
            Matcher line = LINE.matcher(warning);
            if (line.find()) {
                add(line.replaceFirst(""), List.of(result.name() + ", " + line.group(1)));
            } else {
                add(warning, List.of(result.name()));
            }
        }
    }

    void addAll(Warnings others) {
        others.files.forEach(this::add);
    }

    private void add(String warning, List<String> names) {
        if (files.size() < MOST || files.containsKey(warning)) {
            files.computeIfAbsent(warning, _ -> new ArrayList<>()).addAll(names);
        }
    }

    /** How many different ones there are. */
    int size() {
        return files.size();
    }

    /** Those of the most files first, each with one file and how many more there are. */
    Stream<String> lines() {
        return mostFirst().map(warning -> {
            List<String> names = warning.getValue();
            return (names.size() == 1 ? names.getFirst() : names.getFirst() + " and " + (names.size() - 1) + " more")
                    + ": " + warning.getKey();
        });
    }

    /** The same with all files. */
    List<String> whole() {
        return mostFirst()
                .map(warning -> warning.getKey() + " (" + String.join("; ", warning.getValue()) + ")")
                .toList();
    }

    private Stream<Map.Entry<String, List<String>>> mostFirst() {
        return files.entrySet().stream()
                .sorted((a, b) ->
                        Integer.compare(b.getValue().size(), a.getValue().size()));
    }
}
