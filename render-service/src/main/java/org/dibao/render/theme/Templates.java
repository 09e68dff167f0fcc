package org.dibao.render.theme;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.cache.PebbleCache;
import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.loader.MemoryLoader;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Fills templates. They are interpreted and escape what they show unless they say {@code raw}; their world is maps, lists
 * and strings, and no method of any object can be called from one but what a loop tells of itself ({@code loop.first}). They know each other by name alone and no file. What one
 * page may cost is bounded.
 */
final class Templates {
    private static final int BUFFER = 16 * 1024;
    private static final String LOOP = "io.pebbletemplates.pebble.node.ForNode$LoopVariables";

    private final PebbleEngine engine;
    private final int maxSteps;

    /** @param sources by name, as {@code article.html} */
    Templates(Map<String, String> sources, int maxPage, int maxSteps) {
        MemoryLoader loader = new MemoryLoader();
        sources.forEach(loader::addTemplate);
        this.maxSteps = maxSteps;
        this.engine = new PebbleEngine.Builder()
                .loader(loader)
                .templateCache(new CountedCache())
                .registerExtensionCustomizer(SafeTemplates::new)
                .extension(Located.everywhere())
                .autoEscaping(true)
                .strictVariables(true)
                .maxRenderedSize(maxPage)
                .methodAccessValidator(
                        (_, method) -> LOOP.equals(method.getDeclaringClass().getName()))
                .defaultLocale(Locale.ROOT)
                .build();
    }

    /** @throws ThemeError if the template is wrong or costs too much */
    void compile(String template) {
        try {
            engine.getTemplate(template);
        } catch (PebbleException e) {
            throw error(template, e);
        } catch (StackOverflowError e) {
            throw new ThemeError("templates/" + template, 0, "it is nested too deeply", e);
        }
    }

    /** @throws ThemeError if the template is wrong or costs too much */
    String fill(String template, Map<String, Object> world) {
        StringWriter out = new StringWriter(BUFFER);
        try {
            ScopedValue.where(Budget.CURRENT, new Budget(maxSteps)).call(() -> {
                engine.getTemplate(template).evaluate(out, world);
                return out;
            });
        } catch (IOException e) {
            throw new UncheckedIOException("template " + template + " cannot be read", e);
        } catch (ThemeError e) {
            throw e;
        } catch (PebbleException e) {
            throw error(template, e);
        } catch (StackOverflowError e) {
            throw new ThemeError("templates/" + template, 0, Budget.ENDLESS, e);
        } catch (RuntimeException e) {
            throw new ThemeError("templates/" + template, 0, String.valueOf(e.getMessage()), e);
        }
        return out.toString();
    }

    private static ThemeError error(String template, PebbleException e) {
        String file = e.getFileName() == null ? template : e.getFileName();
        return new ThemeError(
                "templates/" + file, e.getLineNumber() == null ? 0 : e.getLineNumber(), Located.message(e), e);
    }

    /** Each use of a template counts, so that templates that include each other do not go round without an end. */
    private static final class CountedCache implements PebbleCache<Object, PebbleTemplate> {
        private final Map<Object, PebbleTemplate> templates = new ConcurrentHashMap<>();

        @Override
        public PebbleTemplate computeIfAbsent(Object key, Function<? super Object, ? extends PebbleTemplate> make) {
            Budget.step();
            PebbleTemplate there = templates.get(key);
            if (there == null) {
                there = make.apply(key);
                templates.put(key, there);
            }
            return there;
        }

        @Override
        public void invalidateAll() {
            templates.clear();
        }
    }
}
