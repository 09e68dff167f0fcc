package org.dibao.gateway.pages;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** The settings of a page cache: the defaults, except for those that a test names. */
final class CacheSettings {
    private CacheSettings() {}

    static PageCacheSettings with(Map<String, String> given) {
        Map<String, String> settings = new HashMap<>();
        given.forEach((name, value) -> settings.put("pages." + name, value));
        return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("pages", PageCacheSettings.class);
    }
}
