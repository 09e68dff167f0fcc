package org.dibao.cli.jekyll;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.dibao.cli.site.Values;
import org.jspecify.annotations.Nullable;

/** The setting {@code defaults}: front matter for files by their paths and types, as Jekyll 4.3 applies it. */
final class Defaults {
    private final List<Rule> rules = new ArrayList<>();

    /**
     * @param path  of its scope, without a slash at its beginning; empty for all
     * @param type  of its scope; null for all
     */
    private record Rule(
            String path, @Nullable String type, Predicate<String> covers, Map<String, @Nullable Object> values) {

        boolean appliesTo(String file, String kind) {
            return (type == null || type.equals(kind)) && covers.test(file);
        }

        boolean goesBefore(@Nullable Rule other) {
            return other == null
                    || (path.length() != other.path.length()
                            ? path.length() > other.path.length()
                            : type != null || other.type == null);
        }
    }

    Defaults(JekyllConfig config) {
        if (config.values().get("defaults") instanceof List<?> sets) {
            for (Object set : sets) {
                if (Values.map(set).get("values") instanceof Map<?, ?> values) {
                    rules.add(rule(Values.map(Values.map(set).get("scope")), Values.map(values), config));
                }
            }
        }
    }

    private static Rule rule(
            Map<String, @Nullable Object> scope, Map<String, @Nullable Object> values, JekyllConfig config) {
        String given = Values.text(scope.get("path"));
        String path = given == null
                ? ""
                : given.replaceAll("^/", "").replaceAll("(?<=[^/])/$", given.startsWith("/") ? "" : "/");
        String folder = config.collectionsFolder();
        String below = !folder.isEmpty() && path.startsWith(folder + "/") ? path.substring(folder.length() + 1) : path;
        String type = Values.text(scope.get("type"));
        return new Rule(
                path,
                type == null
                        ? null
                        : switch (type) {
                            case "page" -> "pages";
                            case "post" -> "posts";
                            case "draft" -> "drafts";
                            default -> type;
                        },
                below.contains("*") ? glob(below) : file -> file.startsWith(below),
                values);
    }

    /** Of files and folders alike: what is in a folder that matches is covered, too. */
    private static Predicate<String> glob(String path) {
        StringBuilder pattern = new StringBuilder();
        for (String part : path.split("(?<=\\*\\*/)|(?=\\*\\*/)", -1)) {
            if (part.equals("**/")) {
                pattern.append("(?:[^/.][^/]*/)*");
            } else {
                for (char c : part.toCharArray()) {
                    pattern.append(c == '*' ? "[^/]*" : c == '?' ? "[^/]" : Pattern.quote(String.valueOf(c)));
                }
            }
        }
        Pattern covered = Pattern.compile(pattern + ".*", Pattern.DOTALL);
        return file -> covered.matcher(file).matches();
    }

    /**
     * The front matter that a file has without giving it.
     *
     * @param file its path below the site, without the folder of collections
     * @param type {@code posts}, {@code pages} or a collection
     */
    Map<String, @Nullable Object> of(String file, String type) {
        Map<String, @Nullable Object> found = new LinkedHashMap<>();
        Rule first = null;
        for (Rule rule : rules) {
            if (rule.appliesTo(file, type)) {
                boolean before = rule.goesBefore(first);
                found = before ? Values.merged(found, rule.values()) : Values.merged(rule.values(), found);
                first = before ? rule : first;
            }
        }
        return found;
    }
}
