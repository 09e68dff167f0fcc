package org.dibao.standalone;

import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.client.ReactorResourceFactory;

/**
 * Starts the services: those behind the gateway at once, each on a thread of its own, and the gateway when they are well. So
 * it is told their addresses, which are known once they listen, and whoever finds the site open finds it working.
 */
final class ServiceStarter {
    private static final Logger log = LoggerFactory.getLogger(ServiceStarter.class);
    private static final Set<Service> BEHIND = EnumSet.complementOf(EnumSet.of(Service.GATEWAY));

    /** Not for ever: the gateway serves what it can while a service is not well. */
    private static final Duration BEHIND_MAY_TAKE = Duration.ofSeconds(15);

    private final FixedPorts ports;
    private final Progress progress;

    ServiceStarter(FixedPorts ports, Progress progress) {
        this.ports = ports;
        this.progress = progress;
    }

    /**
     * Starts all of them.
     *
     * @param settings makes the settings of all services, given the addresses of those that run
     * @throws StartFailed if one cannot start; the others are closed then
     */
    Map<Service, ConfigurableApplicationContext> start(Settings settings) {
        Map<Service, ConfigurableApplicationContext> started = new EnumMap<>(Service.class);
        try {
            startBehind(settings, started);
            Health.await(Addresses.health(started), BEHIND_MAY_TAKE);
            started.put(Service.GATEWAY, start(Service.GATEWAY, settings.gateway(started)));
            return started;
        } catch (StartFailed e) {
            started.values().forEach(ConfigurableApplicationContext::close);
            throw e;
        }
    }

    private void startBehind(Settings settings, Map<Service, ConfigurableApplicationContext> started) {
        Map<Service, CompletableFuture<ConfigurableApplicationContext>> starting = new EnumMap<>(Service.class);
        try (var threads = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().name("start-", 0).factory())) {
            for (Service service : BEHIND) {
                starting.put(
                        service, CompletableFuture.supplyAsync(() -> start(service, settings.behind(service)), threads));
            }
        }
        StartFailed failure = null;
        for (var entry : starting.entrySet()) {
            try {
                started.put(entry.getKey(), entry.getValue().join());
            } catch (CompletionException e) {
                if (failure == null) {
                    failure = e.getCause() instanceof StartFailed cause ? cause : failure(entry.getKey(), e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private ConfigurableApplicationContext start(Service service, String[] arguments) {
        long start = System.nanoTime();
        try {
            // Boot's hook would close the services in the order of their start; standalone closes them itself.
            var context = service.builder().registerShutdownHook(false).run(arguments);
            // Its event loops would wait two seconds for more work at the end; behind a closed gateway there is none.
            context.getBeansOfType(ReactorResourceFactory.class)
                    .values()
                    .forEach(loops -> loops.setShutdownQuietPeriod(Duration.ZERO));
            progress.done(service.title(), Duration.ofNanos(System.nanoTime() - start));
            return context;
        } catch (RuntimeException e) {
            log.error("{} could not start", service.title(), e);
            throw failure(service, e);
        }
    }

    private StartFailed failure(Service service, Throwable e) {
        Throwable root = e;
        while (root.getCause() != null && !(root instanceof PortInUseException)) {
            root = root.getCause();
        }
        return root instanceof PortInUseException taken
                ? ports.taken(taken.getPort(), taken)
                : new StartFailed(
                        "The " + service.title() + " service could not start: "
                                + Objects.requireNonNullElse(root.getMessage(), root.getClass().getSimpleName()),
                        e);
    }
}
