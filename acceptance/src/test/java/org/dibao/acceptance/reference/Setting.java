package org.dibao.acceptance.reference;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Parameter;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.dibao.support.settings.MustBe;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A setting, as the configuration processor has written it down when the record that reads it was compiled.
 *
 * @param owner    the record that reads it; absent: a service's YAML file passes it on to a setting of Spring Boot
 * @param fallback its default; empty: none
 * @param meaning  what the record's Javadoc says of it; empty: nothing
 */
record Setting(String name, @Nullable Class<?> owner, String fallback, String meaning) {
    private static final String METADATA = "META-INF/spring-configuration-metadata.json";

    /** All settings that begin with {@code dibao.}, by name. */
    static List<Setting> all() {
        List<Setting> all = new ArrayList<>();
        try {
            for (URL url : Collections.list(Setting.class.getClassLoader().getResources(METADATA))) {
                try (InputStream in = url.openStream()) {
                    for (JsonNode property : JsonMapper.shared().readTree(in).get("properties")) {
                        if (property.get("name").asString().startsWith("dibao.")) {
                            all.add(of(property));
                        }
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        all.sort(Comparator.comparing(Setting::name));
        return all;
    }

    private static Setting of(JsonNode property) {
        try {
            String owner = property.path("sourceType").asString("");
            return new Setting(
                    property.get("name").asString(),
                    owner.isEmpty() ? null : Class.forName(owner),
                    property.path("defaultValue").asString(""),
                    property.path("description").asString("").strip());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The service that reads it, {@code all} if all do. */
    String service() {
        String part =
                owner == null ? name.split("\\.")[1] : owner.getPackageName().split("\\.")[2];
        return List.of("gateway", "ingest", "store", "render", "delivery").contains(part) ? part : "all";
    }

    /** Its allowed values as in {@code 1 to 100}; absent where they have no bounds. */
    @Nullable
    String bounds() {
        MustBe bounds = owner == null ? null : parameter().getAnnotation(MustBe.class);
        return bounds == null ? null : bounds.value();
    }

    Class<?> type() {
        return owner == null ? Object.class : parameter().getType();
    }

    /** The parameter of the record's constructor that takes it. */
    private Parameter parameter() {
        ConfigurationPropertyName name = ConfigurationPropertyName.of(this.name);
        String last = name.getLastElement(ConfigurationPropertyName.Form.UNIFORM);
        for (Constructor<?> constructor : Objects.requireNonNull(owner).getDeclaredConstructors()) {
            for (Parameter parameter : constructor.getParameters()) {
                if (parameter.getName().toLowerCase(java.util.Locale.ROOT).equals(last)) {
                    return parameter;
                }
            }
        }
        throw new IllegalStateException(owner + " has no constructor that takes " + this.name);
    }
}
