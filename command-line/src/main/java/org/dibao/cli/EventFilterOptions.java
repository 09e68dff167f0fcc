package org.dibao.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Which events are wanted. Of several values of one option any may match, of several options all must. */
final class EventFilterOptions {
    @Option(
            names = "--category",
            paramLabel = "NAME",
            description = "Only articles that are, or were, in this category.")
    List<String> categories = List.of();

    @Option(names = "--tag", paramLabel = "NAME", description = "Only articles that have, or had, this tag.")
    List<String> tags = List.of();

    @Option(names = "--author", paramLabel = "NAME", description = "Only articles by this author, now or before.")
    List<String> authors = List.of();

    @Option(names = "--lang", paramLabel = "TAG", description = "Only articles in this language, such as zh or en-GB.")
    List<String> languages = List.of();

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description = "Only these events: published, revised, moved, withdrawn, erased, …")
    List<String> types = List.of();

    @Option(names = "--article", paramLabel = "ID", description = "Only this article.")
    List<String> articles = List.of();

    @Option(names = "--path", paramLabel = "PREFIX", description = "Only articles whose path begins, or began, so.")
    List<String> paths = List.of();

    /** The filter as parameters of a request, without {@code ?}; empty if everything is wanted. */
    String query() {
        return values().entrySet().stream()
                .flatMap(parameter -> parameters(parameter.getKey(), parameter.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** The parameters of the filter with their values, in a fixed order. */
    Map<String, List<String>> values() {
        Map<String, List<String>> values = new LinkedHashMap<>();
        values.put("category", categories);
        values.put("tag", tags);
        values.put("author", authors);
        values.put("lang", languages);
        values.put("type", types);
        values.put("article", articles);
        values.put("path", paths);
        return values;
    }

    private static Stream<String> parameters(String name, List<String> values) {
        return values.stream().map(value -> name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
}
