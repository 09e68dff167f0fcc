package org.dibao.delivery.template;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dibao.contract.json.Json;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** The built-in templates and those of the operator, by name. They are read once, at the start. */
final class Templates {
    private static final List<String> BUILT_IN = List.of("wecom", "dingtalk", "feishu", "slack", "teams", "discord");
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
    private static final int MAX_FILE = 256 * 1024;

    private static final JsonMapper MAPPER = Json.mapper()
            .rebuild()
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Map<String, Template> templates = new TreeMap<>();

    /** @throws IllegalStateException with a sentence that names the file and says what is wrong with it */
    Templates(@Nullable Path folder) {
        for (String name : BUILT_IN) {
            templates.put(name, parse(name + ".yml", builtIn(name)));
        }
        if (folder != null) {
            read(folder);
        }
    }

    private static String builtIn(String name) {
        try (InputStream in = Templates.class.getResourceAsStream("/templates/" + name + ".yml")) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(it -> it.toString().endsWith(".yml")).sorted().toList()) {
                String name = String.valueOf(file.getFileName()).replaceFirst("\\.yml$", "");
                if (!NAME.matcher(name).matches()) {
                    throw new IllegalStateException(
                            "The template " + file + " must be named with small letters, digits and hyphens.");
                }
                if (Files.size(file) > MAX_FILE) {
                    throw new IllegalStateException("The template " + file + " is larger than " + MAX_FILE + " bytes.");
                }
                templates.put(name, parse(file.toString(), Files.readString(file)));
            }
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The templates of dibao.delivery.template-dir (" + folder + ") cannot be read: " + e + ".", e);
        }
    }

    static Template parse(String file, String yaml) {
        try {
            Object read = new Load(LoadSettings.builder().setLabel(file).build()).loadFromString(yaml);
            return MAPPER.convertValue(read, Template.class);
        } catch (YamlEngineException | JacksonException e) {
            Throwable cause = e.getCause() instanceof IllegalArgumentException own ? own : e;
            throw new IllegalStateException("The template " + file + " cannot be used: " + cause.getMessage(), e);
        }
    }

    Optional<Template> named(String name) {
        return Optional.ofNullable(templates.get(name));
    }

    Set<String> names() {
        return templates.keySet();
    }
}
