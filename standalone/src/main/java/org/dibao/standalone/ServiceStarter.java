package org.dibao.standalone;

import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.dibao.support.settings.SettingFaults;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.client.ReactorResourceFactory;

/** Starts the services at once, each on a thread of its own; the gateway opens its port when the others are well. */
final class ServiceStarter {
    private static final Logger log = LoggerFactory.getLogger(ServiceStarter.class);
    private static final Set<Service> OTHERS = EnumSet.complementOf(EnumSet.of(Service.GATEWAY));

    /** Not for ever: the gateway serves what it can while a service is not well. */
    private static final Duration OTHERS_MAY_TAKE = Duration.ofSeconds(15);

    private final Addresses addresses;
    private final Progress progress;

    ServiceStarter(Addresses addresses, Progress progress) {
        this.addresses = addresses;
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
        try (var threads = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().name("start-", 0).factory())) {
            for (Service service : OTHERS) {
                starting.put(
                        service,
                        CompletableFuture.supplyAsync(() -> start(service, arguments.apply(service)), threads));
            }
            var othersWell = CompletableFuture.allOf(starting.values().toArray(CompletableFuture<?>[]::new))
                    .thenRun(() -> Health.await(addresses.health(OTHERS), OTHERS_MAY_TAKE));
            starting.put(
                    Service.GATEWAY,
                    CompletableFuture.supplyAsync(
                            () -> start(
                                    Service.GATEWAY,
                                    arguments.apply(Service.GATEWAY),
                                    context -> OpenLast.after(othersWell, context)),
                            threads));
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
                    failure = new StartFailed(
                            "The " + entry.getKey().title() + " service could not start: "
                                    + SettingFaults.in(cause).orElseGet(() -> rootMessage(cause)),
                            cause);
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
        return start(service, arguments, _ -> {});
    }

    private ConfigurableApplicationContext start(
            Service service,
            String[] arguments,
            ApplicationContextInitializer<ConfigurableApplicationContext> initializer) {
        long start = System.nanoTime();
        // Boot's hook would close the services in the order of their start; standalone closes them itself.
        var context = service.builder()
                .registerShutdownHook(false)
                .initializers(initializer)
                .run(arguments);
        // Its event loops would wait two seconds for more work at the end; behind a closed gateway there is none.
        context.getBeansOfType(ReactorResourceFactory.class)
                .values()
                .forEach(loops -> loops.setShutdownQuietPeriod(Duration.ZERO));
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
