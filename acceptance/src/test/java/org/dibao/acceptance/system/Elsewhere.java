package org.dibao.acceptance.system;

import java.net.URI;
import java.util.Properties;
import org.dibao.acceptance.client.Site;
import org.jspecify.annotations.Nullable;

/** A system that runs already: named by {@code dibao.url}, {@code dibao.key} and {@code dibao.kafka}. */
record Elsewhere(Site site) implements SystemUnderTest {

    static @Nullable SystemUnderTest named(Properties properties) {
        String url = properties.getProperty("dibao.url");
        if (url == null || url.isBlank()) {
            return null;
        }
        return new Elsewhere(new Site(
                URI.create(url.replaceFirst("/+$", "")),
                required(properties, "dibao.key"),
                required(properties, "dibao.kafka")));
    }

    private static String required(Properties properties, String name) {
        String value = properties.getProperty(name);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException("dibao.url is set: " + name + " must be set too");
        }
        return value;
    }

    @Override
    public void close() {
        // Whoever started it ends it.
    }
}
