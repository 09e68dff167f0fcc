package org.dibao.projector.testkit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.dibao.projector.Unavailable;
import org.jspecify.annotations.Nullable;

/** Makes one call of any port fail: before it took effect, half-way, or after. All calls of all ports are counted as one row. */
public final class Faults {
    /** How much of the failing call takes effect. */
    public enum When {
        BEFORE,
        HALFWAY,
        AFTER,
        /** Nothing takes effect, and that is known only when something else may have been done already. */
        LATER
    }

    private final int failing;
    private final When when;
    private final boolean dies;
    private int calls;
    private volatile boolean happened;

    /**
     * @param failing number of the failing call, from 1; 0: none
     * @param dies    whether nothing that comes after it has any effect
     */
    public Faults(int failing, When when, boolean dies) {
        this.failing = failing;
        this.when = when;
        this.dies = dies;
    }

    public static Faults none() {
        return new Faults(0, When.BEFORE, true);
    }

    public int calls() {
        return calls;
    }

    public boolean hasHappened() {
        return happened;
    }

    /** The port with faults. */
    public <T> T in(Class<T> port, T real) {
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (_, method, args) -> {
            if (method.getDeclaringClass() == Object.class) {
                return invoke(method, real, args);
            }
            return method.getReturnType() == CompletableFuture.class
                    ? later(method, real, args)
                    : now(method, real, args);
        }));
    }

    private @Nullable Object later(Method method, Object real, Object @Nullable [] args) throws Throwable {
        if (when == When.LATER && calls + 1 == failing) {
            calls++;
            CompletableFuture<Object> pending = new CompletableFuture<>();
            CompletableFuture.delayedExecutor(3, TimeUnit.MILLISECONDS).execute(() -> {
                happened = true;
                pending.completeExceptionally(new Unavailable("call " + failing + " fails later", null));
            });
            return pending;
        }
        try {
            return now(method, real, args);
        } catch (Unavailable e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private @Nullable Object now(Method method, Object real, Object @Nullable [] args) throws Throwable {
        if (happened && dies) {
            throw new Unavailable("dead", null);
        }
        calls++;
        if (calls != failing) {
            return invoke(method, real, args);
        }
        happened = true;
        switch (when) {
            case BEFORE, LATER -> {}
            case HALFWAY -> {
                if (args != null && args.length == 1 && half(args[0]) != null) {
                    invoke(method, real, new Object[] {half(args[0])});
                }
            }
            case AFTER -> invoke(method, real, args);
        }
        throw new Unavailable("call " + calls + " fails " + when, null);
    }

    private static @Nullable Object half(Object argument) {
        return switch (argument) {
            case List<?> list -> list.subList(0, list.size() / 2);
            case Collection<?> some -> some.stream().limit(some.size() / 2).toList();
            case Map<?, ?> map -> {
                Map<Object, Object> half = new LinkedHashMap<>();
                map.entrySet().stream().limit(map.size() / 2).forEach(e -> half.put(e.getKey(), e.getValue()));
                yield half;
            }
            default -> null;
        };
    }

    private static @Nullable Object invoke(Method method, Object real, Object @Nullable [] args) throws Throwable {
        try {
            return method.invoke(real, args);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
