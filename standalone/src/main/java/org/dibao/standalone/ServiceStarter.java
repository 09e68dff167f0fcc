package org.dibao.standalone;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.client.ReactorResourceFactory;

/** Starts the services at once, each on a thread of its own. */
final class ServiceStarter {
    private static final Logger log = LoggerFactory.getLogger(ServiceStarter.class);

    private final Progress progress;

    ServiceStarter(Progress progress) {
        this.progress = progress;
    }

    /**
     * Starts all of them.
     *
     * @param arguments a service's settings
     * @throws StartFailed if one cannot start; the others are closed then
     */
    Map<Service, ConfigurableApplicationContext> start(Function<Service, String[]> arguments) {
        Map<Service, CompletableFuture<ConfigurableApplicationContext>> starting = new EnumMap<>(Service.class);
        try (var threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().name("start-", 0).factory())) {
            for (Service service : Service.values()) {
                starting.put(service, CompletableFuture.supplyAsync(() -> start(service, arguments.apply(service)), threads));
            }
        }
        Map<Service, ConfigurableApplicationContext> started = new EnumMap<>(Service.class);
        StartFailed failure = null;
        for (var entry : starting.entrySet()) {
            try {
                started.put(entry.getKey(), entry.getValue().join());
            } catch (CompletionException e) {
                Throwable cause = e.getCause() == null ? e : e.getCause();
                log.error("{} could not start", entry.getKey().title(), cause);
                if (failure == null) {
                    failure = new StartFailed("The " + entry.getKey().title() + " service could not start: " + rootMessage(cause), cause);
                }
            }
        }
        if (failure != null) {
            started.values().forEach(ConfigurableApplicationContext::close);
            throw failure;
        }
        return started;
    }

    private ConfigurableApplicationContext start(Service service, String[] arguments) {
        long start = System.nanoTime();
        // Boot's hook would close the services in the order of their start; standalone closes them itself.
        var context = service.builder().registerShutdownHook(false).run(arguments);
        // Its event loops would wait two seconds for more work at the end; behind a closed gateway there is none.
        context.getBeansOfType(ReactorResourceFactory.class).values().forEach(loops -> loops.setShutdownQuietPeriod(Duration.ZERO));
        progress.done(service.title(), Duration.ofNanos(System.nanoTime() - start));
        return context;
    }

    private static String rootMessage(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }
}
