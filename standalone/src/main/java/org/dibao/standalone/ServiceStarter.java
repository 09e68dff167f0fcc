package org.dibao.standalone;

import static org.springframework.core.env.CommandLinePropertySource.COMMAND_LINE_PROPERTY_SOURCE_NAME;

import java.net.BindException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.dibao.support.settings.SettingFaults;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.client.ReactorResourceFactory;
import reactor.netty.ChannelBindException;

/** Starts the services in parallel, each on its own thread; the gateway opens its port when the others are healthy. */
final class ServiceStarter {
    private static final Logger log = LoggerFactory.getLogger(ServiceStarter.class);
    /** Those that are called before those that call them. */
    private static final List<Service> BEHIND =
            List.of(Service.STORE, Service.RENDER, Service.INGEST, Service.DELIVERY);

    private static final List<Service> FAILING_FIRST =
            List.of(Service.INGEST, Service.STORE, Service.RENDER, Service.DELIVERY, Service.GATEWAY);

    /** Not forever: the gateway serves what it can while a service is unhealthy. */
    private static final Duration BACKENDS_TIMEOUT = Duration.ofSeconds(15);

    private final FixedPorts ports;
    private final ProgressListener progress;

    ServiceStarter(FixedPorts ports, ProgressListener progress) {
        this.ports = ports;
        this.progress = progress;
    }

    /**
     * Starts all of them.
     *
     * @throws StartFailed if one cannot start; the others are then closed
     */
    Map<Service, ConfigurableApplicationContext> start(Settings settings) {
        Map<Service, CompletableFuture<ConfigurableApplicationContext>> starting = new EnumMap<>(Service.class);
        CompletableFuture<ConfigurableApplicationContext> gateway;
        try (var threads = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().name("start-", 0).factory())) {
            for (Service service : BEHIND) {
                var before = Map.copyOf(starting);
                starting.put(
                        service,
                        CompletableFuture.supplyAsync(
                                () -> start(service, settings.of(service), context -> tell(context, service, before)),
                                threads));
            }
            var backends = Map.copyOf(starting);
            var behindAreWell = CompletableFuture.allOf(starting.values().toArray(CompletableFuture<?>[]::new))
                    .thenRun(() -> HealthProbe.await(ServiceAddresses.health(started(backends)), BACKENDS_TIMEOUT));
            gateway = CompletableFuture.supplyAsync(
                    () -> start(Service.GATEWAY, settings.of(Service.GATEWAY), context -> {
                        tell(context, Service.GATEWAY, backends);
                        DelayedPort.after(behindAreWell, context);
                    }),
                    threads);
        }
        // Last: if another service failed, the gateway failed only because of that.
        starting.put(Service.GATEWAY, gateway);
        StartFailed failure = null;
        for (Service service : FAILING_FIRST) {
            try {
                var _ = Objects.requireNonNull(starting.get(service)).join();
            } catch (CompletionException e) {
                failure = Objects.requireNonNullElseGet(
                        failure, () -> e.getCause() instanceof StartFailed told ? told : failure(service, e));
            }
        }
        Map<Service, ConfigurableApplicationContext> started = started(starting);
        if (failure != null) {
            started.values().forEach(ConfigurableApplicationContext::close);
            throw failure;
        }
        return started;
    }

    /** Lets a service know the addresses of those that it may call. */
    private static void tell(
            ConfigurableApplicationContext context,
            Service service,
            Map<Service, CompletableFuture<ConfigurableApplicationContext>> called) {
        context.getEnvironment()
                .getPropertySources()
                .addAfter(COMMAND_LINE_PROPERTY_SOURCE_NAME, new BackendUrlPropertySource(service, called));
    }

    private static Map<Service, ConfigurableApplicationContext> started(
            Map<Service, CompletableFuture<ConfigurableApplicationContext>> starting) {
        Map<Service, ConfigurableApplicationContext> started = new EnumMap<>(Service.class);
        starting.forEach((service, context) -> {
            if (context.state() == Future.State.SUCCESS) {
                started.put(service, context.resultNow());
            }
        });
        return started;
    }

    private ConfigurableApplicationContext start(
            Service service,
            String[] arguments,
            ApplicationContextInitializer<ConfigurableApplicationContext> initializer) {
        long start = System.nanoTime();
        ServiceName.ofThisThread(service);
        try {
            // Boot's shutdown hook would close the services in start order; standalone closes them itself.
            var context = service.builder()
                    .registerShutdownHook(false)
                    .initializers(initializer)
                    .run(arguments);
            // The event loops would wait two seconds for more work at the end; once the gateway is closed there is
            // none.
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

    StartFailed failure(Service service, Throwable e) {
        Throwable root = e;
        while (root.getCause() != null && !(root instanceof PortInUseException)) {
            root = root.getCause();
        }
        if (isAboutItsAddress(e)) {
            String setting = service == Service.GATEWAY ? "dibao.gateway.address" : "management.server.address";
            return new StartFailed(
                    "The " + service.title() + " service cannot listen on its address (" + told(root) + "): correct "
                            + setting + "; 127.0.0.1 is this machine only, 0.0.0.0 all its networks.",
                    e);
        }
        return root instanceof PortInUseException taken
                ? ports.taken(taken.getPort(), taken)
                : new StartFailed(
                        "The " + service.title() + " service could not start: "
                                + SettingFaults.in(e).orElse(told(root)),
                        e);
    }

    private static boolean isAboutItsAddress(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PortInUseException) {
                return false;
            }
            if (cause instanceof ChannelBindException
                    || cause instanceof BindException
                    || cause instanceof UnresolvedAddressException) {
                return true;
            }
        }
        return false;
    }

    private static String told(Throwable failure) {
        return Objects.requireNonNullElse(
                failure.getMessage(), failure.getClass().getSimpleName());
    }
}
