package org.dibao.render.theme;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;

/**
 * Fills templates. They are interpreted and escape what they show unless they say {@code raw}; their world is maps, lists
 * and strings, and no method of any object can be called from one.
 */
final class Templates {
    private static final int BUFFER = 16 * 1024;

    private final PebbleEngine engine;

    Templates() {
        ClasspathLoader loader = new ClasspathLoader(Templates.class.getClassLoader());
        loader.setPrefix("org/dibao/render/theme/templates");
        loader.setCharset("UTF-8");
        this.engine = new PebbleEngine.Builder()
                .loader(loader)
                .autoEscaping(true)
                .strictVariables(true)
                .methodAccessValidator((_, _) -> false)
                .defaultLocale(Locale.ROOT)
                .build();
    }

    String fill(String template, Map<String, Object> world) {
        StringWriter out = new StringWriter(BUFFER);
        try {
            engine.getTemplate(template).evaluate(out, world);
        } catch (IOException e) {
            throw new UncheckedIOException("template " + template + " cannot be read", e);
        }
        return out.toString();
    }
}
