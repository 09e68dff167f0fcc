package org.dibao.standalone;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dibao.contract.json.Json;
import org.dibao.support.names.Nearest;
import org.dibao.support.settings.SettingsCheck;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import tools.jackson.databind.JsonNode;

/** All settings of the services, and the names of Spring Boot's, from the descriptions that their jars contain. */
final class KnownSettings {
    private static final String METADATA = "META-INF/spring-configuration-metadata.json";

    /** Of an element of a list. */
    private static final Pattern INDEX = Pattern.compile("_[0-9]+_?$");

    private final Set<ConfigurationPropertyName> names;
    private final Set<ConfigurationPropertyName> maps;
    private final Map<String, String> groups;

    /** @param groups the services' classes that settings are read into, and their prefixes */
    private KnownSettings(
            Set<ConfigurationPropertyName> names, Set<ConfigurationPropertyName> maps, Map<String, String> groups) {
        this.names = names;
        this.maps = maps;
        this.groups = groups;
    }

    static KnownSettings ofClassPath() {
        Set<ConfigurationPropertyName> names = new HashSet<>();
        Set<ConfigurationPropertyName> maps = new HashSet<>();
        Map<String, String> groups = new TreeMap<>();
        try {
            for (URL description :
                    Collections.list(KnownSettings.class.getClassLoader().getResources(METADATA))) {
                try (InputStream json = description.openStream()) {
                    JsonNode all = Json.mapper().readTree(json);
                    for (JsonNode group : all.path("groups")) {
                        if (group.path("type").asString("").startsWith("org.dibao.")) {
                            groups.put(
                                    group.path("type").asString(),
                                    group.path("name").asString());
                        }
                    }
                    for (JsonNode property : all.path("properties")) {
                        var name = ConfigurationPropertyName.adapt(
                                property.path("name").asString(), '.');
                        boolean isMap = property.path("type").asString("").startsWith("java.util.Map");
                        (isMap ? maps : names).add(name);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new KnownSettings(names, maps, groups);
    }

    /** @throws StartFailed that names one with a value that its service would not start with */
    void requireValid(Map<String, String> given) {
        if (given.isEmpty()) {
            return;
        }
        Map<Class<?>, String> types = new HashMap<>();
        groups.forEach((type, prefix) -> {
            try {
                types.put(Class.forName(type), prefix);
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
        });
        SettingsCheck.fault(types, given).ifPresent(fault -> {
            throw new StartFailed(fault + ". Nothing was started or stopped.");
        });
    }

    /** @throws StartFailed that names those that nobody would read, and the nearest names there are */
    void requireAll(Collection<String> given) {
        List<String> known =
                names.stream().map(ConfigurationPropertyName::toString).toList();
        String unknown = given.stream()
                .filter(name -> !isKnown(name))
                .map(name -> "\"" + name + "\""
                        + Nearest.to(name, known)
                                .map(near -> " (did you mean " + near + "?)")
                                .orElse(""))
                .collect(Collectors.joining(", "));
        if (!unknown.isEmpty()) {
            throw new StartFailed("There is no setting " + unknown + ": docs/settings.md lists all of them.");
        }
    }

    /**
     * The variables that look like settings and that nobody reads, each with the nearest setting there is. They are no
     * error: something else may have set them.
     */
    List<String> misspelt(Collection<String> variables) {
        Map<String, String> known = new TreeMap<>();
        names.forEach(name -> known.put(plain(name.toString()), variable(name.toString())));
        return variables.stream()
                .filter(variable -> variable.startsWith("DIBAO_"))
                .sorted()
                .filter(variable -> !known.containsKey(
                                plain(INDEX.matcher(variable).replaceAll("")))
                        && maps.stream().noneMatch(map -> plain(variable).startsWith(plain(map.toString()))))
                .flatMap(variable -> Nearest.miss(plain(variable), known.keySet()).stream()
                        .map(near ->
                                variable + " is no setting and has no effect: did you mean " + known.get(near) + "?"))
                .toList();
    }

    /** Without what Spring does not look at in the name of a variable. */
    private static String plain(String name) {
        return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
    }

    private static String variable(String name) {
        return name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** As the services read names: in lower case or not, with dashes or without. */
    private boolean isKnown(String given) {
        var name = ConfigurationPropertyName.adapt(given.replaceFirst("\\[.*", ""), '.');
        return names.contains(name) || maps.stream().anyMatch(map -> map.equals(name) || map.isAncestorOf(name));
    }
}
