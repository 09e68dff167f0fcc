package org.dibao.standalone;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The service that a log line comes from, as {@code %service}: the service of the logging class, otherwise that of the
 * logging thread. Five services in one JVM share one logging system. A thread belongs to the service that started it;
 * shared threads belong to none.
 */
public final class ServiceName extends ClassicConverter {
    private static final InheritableThreadLocal<@Nullable Service> OF_THREAD = new InheritableThreadLocal<>();
    private static final Pattern SHARED = Pattern.compile("(parallel|boundedElastic|ForkJoinPool)\\b.*");
    private static final String NONE = "-";

    /** From now on this thread, and those that it starts, belong to a service. */
    static void ofThisThread(Service service) {
        OF_THREAD.set(service);
    }

    @Override
    public String convert(ILoggingEvent event) {
        String logger = event.getLoggerName();
        return Arrays.stream(Service.values())
                .map(Service::title)
                .filter(title -> logger.startsWith("org.dibao." + title + "."))
                .findFirst()
                .orElseGet(() -> ofThread(event.getThreadName()));
    }

    private static String ofThread(String thread) {
        Service service = OF_THREAD.get();
        return service == null || SHARED.matcher(thread).matches() ? NONE : service.title();
    }
}
