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
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Evaluates templates. They escape their output unless they use {@code raw}; their model consists of maps, lists and
 * strings, and they cannot call methods of objects, except for the state of a loop ({@code loop.first}). They refer to
 * each other by name and cannot access files. The cost of a page is bounded.
 */
final class Templates {
    private static final int BUFFER = 16 * 1024;
    private static final String LOOP = "io.pebbletemplates.pebble.node.ForNode$LoopVariables";

    private final Map<String, String> sources;
    private final PebbleEngine engine;
    private final int maxSteps;

    /** @param sources by name, such as {@code article.html} */
    Templates(Map<String, String> sources, int maxPage, int maxSteps) {
        MemoryLoader loader = new MemoryLoader();
        sources.forEach(loader::addTemplate);
        this.sources = sources;
        this.maxSteps = maxSteps;
        this.engine = new PebbleEngine.Builder()
                .loader(loader)
                .templateCache(new CountedCache())
                .registerExtensionCustomizer(SafeTemplates::new)
                .extension(LocatedNode.everywhere())
                .autoEscaping(true)
                .strictVariables(true)
                .maxRenderedSize(maxPage)
                .methodAccessValidator(
                        (_, method) -> LOOP.equals(method.getDeclaringClass().getName()))
                .defaultLocale(Locale.ROOT)
                .build();
    }

    /** @throws ThemeError if the template is invalid or too expensive */
    void compile(String template) {
        try {
            engine.getTemplate(template);
        } catch (PebbleException e) {
            throw error(template, e);
        } catch (StackOverflowError e) {
            throw new ThemeError("templates/" + template, 0, "it is nested too deeply", e);
        } catch (RuntimeException e) { // Pebble reads beyond the end of what is not closed
            throw unclosed(template, e).orElseThrow(() -> e);
        }
    }

    /** @throws ThemeError if the template is invalid or too expensive */
    String fill(String template, Map<String, Object> world) {
        StringWriter out = new StringWriter(BUFFER);
        try {
            ScopedValue.where(RenderingBudget.CURRENT, new RenderingBudget(maxSteps))
                    .call(() -> {
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
            throw new ThemeError("templates/" + template, 0, RenderingBudget.ENDLESS, e);
        } catch (RuntimeException e) {
            throw new ThemeError("templates/" + template, 0, String.valueOf(e.getMessage()), e);
        }
        return out.toString();
    }

    private ThemeError error(String template, PebbleException e) {
        String file = e.getFileName() == null ? template : e.getFileName();
        int line = e.getLineNumber() == null ? 0 : e.getLineNumber();
        return unclosed(file, e).orElseGet(() -> new ThemeError("templates/" + file, line, LocatedNode.message(e), e));
    }

    /** What Pebble says of it is about what follows. */
    private Optional<ThemeError> unclosed(String file, RuntimeException e) {
        int line = Delimiters.unclosedLine(sources.get(file));
        return line == 0
                ? Optional.empty()
                : Optional.of(new ThemeError(
                        "templates/" + file, line, "{{, {% or {# is not closed: add its }}, %} or #}", e));
    }

    /** Each use of a template counts, so that templates that include each other do not loop endlessly. */
    private static final class CountedCache implements PebbleCache<Object, PebbleTemplate> {
        private final Map<Object, PebbleTemplate> templates = new ConcurrentHashMap<>();

        @Override
        public PebbleTemplate computeIfAbsent(Object key, Function<? super Object, ? extends PebbleTemplate> make) {
            RenderingBudget.step();
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
