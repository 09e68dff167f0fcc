package org.dibao.standalone;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.dibao.standalone.training.TrainingRun;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts everything on this machine. */
@Command(
        name = "dibao up",
        mixinStandardHelpOptions = true,
        description =
                "Start everything on this machine: Kafka, the databases and all services in one process on 127.0.0.1.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:It ran and was stopped, or it is ready in the background.",
            "1:It could not start; one sentence says what to do.",
            "2:The command line is invalid.",
            "3:It runs in the background, but not everything is healthy."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  dibao up                                 in the foreground, until Ctrl-C",
            "  dibao up -d                              in the background; returns when it is ready",
            "  dibao up --port 9000 --data /srv/dibao",
            "  DIBAO_API_KEY=secret dibao up"
        })
final class UpCommand implements Callable<Integer> {
    /**
     * Tells the process that started this one in the background that all output is printed and everything is healthy.
     */
    static final String READY_LINE = "-- ready --";
    /** The same if not everything is healthy. */
    static final String UNWELL_LINE = "-- not well --";
    /** The exit status of a background start in that case. */
    static final int UNWELL = 3;
    /** Enough articles for the JVM to see which methods are worth compiling. */
    private static final int TRAINED_WITH = 150;

    @Option(
            names = {"-d", "--detach"},
            description = "Run in the background; return when ready.")
    boolean detach;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "The site's port (default: ${DEFAULT-VALUE}; 0: any free one).")
    int port = Options.DEFAULT_PORT;

    @Option(
            names = "--kafka-port",
            paramLabel = "PORT",
            defaultValue = "9094",
            description = "Kafka's port (default: ${DEFAULT-VALUE}; 0: any free one).")
    int kafkaPort = Options.DEFAULT_KAFKA_PORT;

    @Option(
            names = "--management-port",
            paramLabel = "PORT",
            description = "The first of five ports in a row for health and metrics (default: "
                    + Options.DEFAULT_MANAGEMENT_PORT
                    + ", or any free ones with another --port than the default; \"dibao status\" names them).")
    @Nullable
    Integer managementPort;

    @Option(names = "--data", paramLabel = "DIR", description = "The data folder (default: DIBAO_DATA, else ./data).")
    @Nullable
    Path data;

    @Option(names = "--set", paramLabel = "NAME=VALUE", description = "A setting for the services; may be repeated.")
    List<String> settings = List.of();

    @Option(names = "--in-background", hidden = true, description = "This is the process that -d started.")
    boolean inBackground;

    @Option(
            names = "--train",
            paramLabel = "DIR",
            hidden = true,
            description =
                    "Use an instance with an empty folder as others will, and end: what the JVM records for its AOT cache.")
    @Nullable
    Path train;

    @Override
    public Integer call() throws InterruptedException {
        if (train != null) {
            return train(train);
        }
        Path folder = data != null ? data : Path.of(System.getenv().getOrDefault("DIBAO_DATA", "data"));
        String key = System.getenv("DIBAO_API_KEY");
        Options options = new Options(
                folder, port, kafkaPort, managementPort(), key == null || key.isBlank() ? null : key, given(settings));
        return detach ? Background.start(options.data(), arguments(options)) : run(options);
    }

    /** Monitoring finds it at the same place after each start; several instances on one machine do not meet. */
    int managementPort() {
        return managementPort != null
                ? managementPort
                : port == Options.DEFAULT_PORT ? Options.DEFAULT_MANAGEMENT_PORT : 0;
    }

    private static Map<String, String> given(List<String> settings) {
        Map<String, String> given = new LinkedHashMap<>();
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            if (equals <= 0) {
                throw new IllegalArgumentException(
                        "\"--set " + setting
                                + "\" has no value: write it as --set name=value, such as --set dibao.gateway.address=0.0.0.0.");
            }
            given.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        KnownSettings known = KnownSettings.ofClassPath();
        known.requireAll(given.keySet());
        known.misspelt(System.getenv().keySet()).forEach(warning -> System.err.println("dibao: " + warning));
        return given;
    }

    private static int train(Path folder) throws InterruptedException {
        Options options = Options.onFreePorts(folder.resolve("data"));
        LogFile.writeTo(options.data().resolve("dibao.log"));
        try (Standalone standalone = Standalone.start(options, new TerminalProgress(System.out))) {
            TrainingRun.run(URI.create(standalone.url()), standalone.apiKey(), folder, TRAINED_WITH);
        }
        return 0;
    }

    private int run(Options options) throws InterruptedException {
        LogFile.writeTo(options.data().resolve("dibao.log"));
        long begin = System.nanoTime();
        System.out.println("Dibao is starting, data in " + options.data());
        var progress = new TerminalProgress(System.out);
        Standalone standalone = Standalone.start(options, progress);
        var ended = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            System.out.println();
                            standalone.close();
                            ended.countDown();
                        },
                        "end"));
        System.out.print(Greeting.of(standalone, options, Duration.ofNanos(System.nanoTime() - begin), inBackground));
        if (inBackground) {
            System.out.println(standalone.notWell().isEmpty() ? READY_LINE : UNWELL_LINE);
        }
        System.out.flush();
        ended.await();
        return 0;
    }

    private static List<String> arguments(Options options) {
        List<String> arguments = new ArrayList<>(List.of(
                "--in-background",
                "--port",
                String.valueOf(options.port()),
                "--kafka-port",
                String.valueOf(options.kafkaPort()),
                "--management-port",
                String.valueOf(options.managementPort()),
                "--data",
                options.data().toString()));
        options.settings().forEach((name, value) -> arguments.addAll(List.of("--set", name + "=" + value)));
        return arguments;
    }
}
