package org.dibao.standalone;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.dibao.backup.ErasedLog;
import org.dibao.cli.Health;
import org.dibao.cli.RunFile;
import org.dibao.cli.RunFileBuilder;
import org.dibao.contract.site.SiteSettings;
import org.dibao.embedded.EmbeddedKafka;
import org.dibao.embedded.EmbeddedMongo;
import org.dibao.embedded.PortTaken;
import org.dibao.render.snapshot.SiteSnapshot;
import org.dibao.render.snapshot.SnapshotState;
import org.dibao.render.snapshot.SnapshotUpdater;
import org.dibao.render.theme.Theme;
import org.dibao.render.theme.ThemeProblem;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Everything in this JVM: the broker, the database server and the five services, all on 127.0.0.1.
 *
 * <p>Whatever was acknowledged is in the data folder and survives any kind of end. Close it to shut down cleanly:
 * services first, so that nothing is left half done; the broker last, so that they can write what they still hold.
 */
public final class Standalone implements AutoCloseable {
    private static final Duration WELL_WITHIN = Duration.ofSeconds(60);

    private final Options options;
    private final DataFolder folder;
    private final FixedPorts ports;
    private final ProgressListener progress;
    private final Map<Service, ConfigurableApplicationContext> contexts = new EnumMap<>(Service.class);
    private @Nullable EmbeddedKafka kafka;
    private @Nullable EmbeddedMongo mongo;
    private Map<String, String> notWell = Map.of();

    private Standalone(Options options, DataFolder folder, ProgressListener progress) {
        this.options = options;
        this.folder = folder;
        this.ports = new FixedPorts(options);
        this.progress = progress;
    }

    /** Starts everything and returns when all services accept requests. */
    public static Standalone start(Options options) {
        return start(options, ProgressListener.SILENT);
    }

    /**
     * Starts everything and reports progress.
     *
     * @throws StartFailed with one sentence that says what to do; nothing is then left running
     */
    public static Standalone start(Options options, ProgressListener progress) {
        return start(options, progress, WELL_WITHIN);
    }

    /** @param patience how long it may take until all services are well, which may have much to catch up with */
    static Standalone start(Options options, ProgressListener progress, Duration patience) {
        // A JVM has one logging system; four applications that each configure it would overwrite one another.
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        DataFolder folder = DataFolder.open(options.data());
        Standalone standalone = new Standalone(options, folder, progress);
        try {
            new ErasedLog(folder.path()).finish();
            standalone.run(patience);
            return standalone;
        } catch (IOException e) {
            standalone.close();
            throw new StartFailed(
                    "What was erased could not be put in place (" + e.getMessage() + "): start again.", e);
        } catch (RuntimeException e) {
            standalone.close();
            throw e;
        }
    }

    /** The site's address, without a trailing slash; once it runs, one that is reachable from this machine. */
    public String url() {
        ConfigurableApplicationContext gateway = contexts.get(Service.GATEWAY);
        return gateway == null ? "http://127.0.0.1:" + options.port() : ServiceAddresses.url(Service.GATEWAY, gateway);
    }

    /** The key required for writing. */
    public String apiKey() {
        return options.apiKey() != null ? options.apiKey() : folder.keptKey().orElseThrow();
    }

    /** The services that were unhealthy or did not answer after the start, by name. */
    Map<String, String> notWell() {
        return notWell;
    }

    /** The position up to which render has made pages. */
    long rendered() {
        return (long) Objects.requireNonNull(contexts.get(Service.RENDER))
                .getBean(MeterRegistry.class)
                .get("dibao.render.position")
                .gauge()
                .value();
    }

    /** The broker's address: {@code 127.0.0.1:<port>}. */
    public String kafkaBootstrap() {
        return running(kafka).bootstrapServers();
    }

    /** The connection string of a database: {@code store}, {@code render} or {@code delivery}. */
    public String mongoUri(String database) {
        return running(mongo).uri(database);
    }

    /** Each service's management address by its name. */
    public Map<String, String> managementUrls() {
        return ServiceAddresses.management(contexts);
    }

    /** The log file of an instance started by the command line. */
    Path log() {
        return folder.log();
    }

    private void run(Duration patience) {
        ports.requireFree();
        writeRunFile("starting");
        EmbeddedKafka broker = timed("Kafka broker", this::startKafka);
        kafka = broker;
        EmbeddedMongo databases = timed("databases", this::startMongo);
        mongo = databases;
        contexts.putAll(new ServiceStarter(ports, progress).start(new Settings(options, broker, databases)));
        notWell = timed("health", () -> HealthProbe.await(addressesToAsk(), patience));
        notWell.forEach((name, what) -> progress.note(name + " is not well yet: " + Health.reasons(what)));
        noteTheme(Objects.requireNonNull(contexts.get(Service.RENDER)).getBean(Theme.class));
        noteAddress();
        writeRunFile(RunFile.READY);
    }

    private Map<String, String> addressesToAsk() {
        Map<String, String> urls = ServiceAddresses.health(contexts);
        urls.put("site at " + url(), url() + "/api/status");
        return urls;
    }

    private void noteTheme(Theme theme) {
        ThemeProblem problem = theme.problem();
        ThemeProblem unused = theme.unused();
        if (problem != null) {
            progress.note(
                    "WARNING: your theme has an error, so its last good version is shown, or else the built-in theme. "
                            + problem);
        } else if (unused != null) {
            progress.note("Your theme has a file without effect. " + unused);
        }
    }

    /** Pages use relative links; feeds and sitemaps cannot. */
    private void noteAddress() {
        String told = SiteSettings.DEFAULT.baseUrl();
        if (Objects.requireNonNull(contexts.get(Service.RENDER))
                                .getBean(SnapshotUpdater.class)
                                .state()
                        instanceof SnapshotState.Serving(SiteSnapshot snapshot)
                && snapshot.site().baseUrl().equals(told)
                && URI.create(url()).getPort() != URI.create(told).getPort()) {
            progress.note("The site's address in feeds and sitemaps is " + told
                    + ", where this instance does not answer. Set what readers will type, or for now: dibao site set baseUrl="
                    + url());
        }
    }

    private EmbeddedKafka startKafka() {
        try {
            return EmbeddedKafka.start(folder.kafka(), options.kafkaPort());
        } catch (PortTaken e) {
            throw ports.taken(e.port(), e);
        }
    }

    private EmbeddedMongo startMongo() {
        Path file = folder.mongoFile();
        try {
            return EmbeddedMongo.start(file, 0);
        } catch (EmbeddedMongo.Unreadable e) {
            // It contains nothing that is not in the log: keep it for inspection and rebuild it.
            Path aside =
                    file.resolveSibling("documents.mv.broken-" + Instant.now().getEpochSecond());
            try {
                Files.move(file, aside);
            } catch (java.io.IOException move) {
                throw new StartFailed(e.getMessage() + ": delete it and start again; it is rebuilt from the log.", e);
            }
            progress.note(e.getMessage() + ": it was moved to " + aside + " and is rebuilt from the log.");
            return EmbeddedMongo.start(file, 0);
        }
    }

    private void writeRunFile(String state) {
        ProcessHandle self = ProcessHandle.current();
        Map<String, String> topics = new LinkedHashMap<>();
        for (String topic : new String[] {"articles", "article-events", "publications"}) {
            topics.put(topic, options.settings().getOrDefault("dibao.topics." + topic, topic));
        }
        RunFileBuilder.builder()
                .pid(self.pid())
                .started(self.info().startInstant().orElse(Instant.now()))
                .state(state)
                .url(url())
                .kafka(kafka == null ? "127.0.0.1:" + options.kafkaPort() : kafka.bootstrapServers())
                .topics(topics)
                .management(ServiceAddresses.management(contexts))
                .log(folder.log().toString())
                .ownKey(options.hasOwnKey())
                .build()
                .write(folder.path());
    }

    @Override
    public void close() {
        contexts.forEach((service, context) -> timed(service.title() + " stopped", () -> {
            context.close();
            return "";
        }));
        contexts.clear();
        if (mongo != null) {
            EmbeddedMongo closing = mongo;
            mongo = null;
            timed("databases stopped", () -> closeOf(closing));
        }
        if (kafka != null) {
            EmbeddedKafka closing = kafka;
            kafka = null;
            timed("Kafka broker stopped", () -> closeOf(closing));
        }
        folder.close();
    }

    private <T> T timed(String what, Supplier<T> step) {
        long start = System.nanoTime();
        T result = step.get();
        progress.done(what, Duration.ofNanos(System.nanoTime() - start));
        return result;
    }

    private static String closeOf(AutoCloseable resource) {
        try {
            resource.close();
            return "";
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> T running(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("Dibao is closed.");
        }
        return part;
    }
}
