package org.dibao.liquid.run;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.dibao.liquid.Host;
import org.dibao.liquid.LimitReached;
import org.dibao.liquid.Limits;
import org.dibao.liquid.LiquidException;
import org.jspecify.annotations.Nullable;

/** The state of one run. Not thread-safe. */
public final class Context {
    /** What ends the turn of a loop. */
    public enum Interrupt {
        BREAK,
        CONTINUE
    }

    private final Deque<Map<String, @Nullable Object>> scopes = new ArrayDeque<>();
    private final Map<String, @Nullable Object> assigned = new HashMap<>();
    private final Map<String, @Nullable Object> environment;
    private final Map<String, @Nullable Object> registers = new HashMap<>();
    private final Map<String, Body> partials = new HashMap<>();
    private final Host host;
    private final Budget budget;
    private final boolean lenient;
    private final Warnings warnings;
    private final FilterCalls filters;
    private final Partials parsing;
    private @Nullable Interrupt interrupt;
    private int line;

    public Context(
            Map<String, @Nullable Object> environment,
            Host host,
            Limits limits,
            boolean lenient,
            Warnings warnings,
            FilterCalls filters,
            Partials parsing) {
        this.environment = environment;
        this.host = host;
        this.budget = new Budget(limits);
        this.lenient = lenient;
        this.warnings = warnings;
        this.filters = filters;
        this.parsing = parsing;
        scopes.push(assigned);
    }

    /** Whether a variable exists, with whatever value. */
    public boolean has(String name) {
        return environment.containsKey(name) || scopes.stream().anyMatch(scope -> scope.containsKey(name));
    }

    public @Nullable Object find(String name) {
        for (Map<String, @Nullable Object> scope : scopes) {
            if (scope.containsKey(name)) {
                return scope.get(name);
            }
        }
        return environment.get(name);
    }

    /** For the rest of the template, wherever it is assigned. */
    public void assign(String name, @Nullable Object value) {
        assigned.put(name, value);
    }

    /** In the innermost block. */
    public void set(String name, @Nullable Object value) {
        scopes.element().put(name, value);
    }

    /** Adds to a counter, which is a variable of its own, and returns its former value. */
    public long count(String name, int by) {
        long before = environment.get(name) instanceof Long value ? value : 0;
        environment.put(name, before + by);
        return before;
    }

    /** Runs something with variables of its own. */
    public void within(Runnable block) {
        scopes.push(new HashMap<>());
        try {
            block.run();
        } finally {
            scopes.pop();
        }
    }

    /**
     * The template of an included text, read once.
     *
     * @param name tells it apart
     */
    public void include(String name, String text, StringBuilder out) {
        try {
            Body body = partials.computeIfAbsent(name, _ -> parsing.parse(text));
            body.render(this, out);
        } catch (LimitReached e) {
            throw e;
        } catch (LiquidException e) {
            throw new LiquidException("in " + name + ", line " + e.line() + ": " + e.message());
        }
    }

    /** Runs a short text such as a path with an output in it. */
    public String inner(String text) {
        if (!text.contains("{{") && !text.contains("{%")) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        parsing.parse(text).render(this, out);
        return out.toString();
    }

    /** What tags remember from one run to the next. */
    public Map<String, @Nullable Object> registers() {
        return registers;
    }

    public void interrupt(@Nullable Interrupt why) {
        interrupt = why;
    }

    public @Nullable Interrupt interrupt() {
        return interrupt;
    }

    public Host host() {
        return host;
    }

    public Budget budget() {
        return budget;
    }

    public boolean isLenient() {
        return lenient;
    }

    public Warnings warnings() {
        return warnings;
    }

    public FilterCalls filters() {
        return filters;
    }

    /** Notes what is not known, of the line that is run. */
    public void warn(String message) {
        warnings.add(line, message);
    }

    /** The line that is run. */
    public void line(int at) {
        line = at;
    }
}
