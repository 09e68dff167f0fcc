package org.dibao.standalone;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.dibao.cli.GivenOptions;
import org.dibao.standalone.training.TrainingRun;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts everything on this machine. */
@Command(
        name = "up",
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
            "  dibao up               in the foreground, until Ctrl-C",
            "  dibao up -d            in the background; returns when it is ready",
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

    @Mixin
    StartOptions options = new StartOptions();

    @Option(names = "--in-background", hidden = true, description = "This is the process that -d started.")
    boolean inBackground;

    @Option(
            names = "--check",
            hidden = true,
            description = "Start nothing: end with 0 if there is nothing wrong with the options.")
    boolean check;

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
        GivenOptions given = options.given();
        Options checked = Options.of(options.folder(), given);
        DataFolder.requireFree(checked.data());
        if (check) {
            new FixedPorts(checked).requireFree();
            return 0;
        }
        options.warn();
        return detach ? startInBackground(options.folder(), given) : run(checked, given);
    }

    /** Starts everything in a process of its own; its exit status as {@link Background} tells it. */
    static int startInBackground(Path folder, GivenOptions given) {
        Options checked = Options.of(folder, given);
        List<String> arguments = new ArrayList<>(
                List.of("up", "--in-background", "--data", checked.data().toString()));
        arguments.addAll(given.arguments());
        return Background.start(checked.data(), arguments);
    }

    private static int train(Path folder) throws InterruptedException {
        Options options = Options.onFreePorts(folder.resolve("data"));
        LogFile.writeTo(DataFolder.make(options.data()).resolve("dibao.log"));
        try (Standalone standalone = Standalone.start(options, new TerminalProgress(System.out))) {
            TrainingRun.run(URI.create(standalone.url()), standalone.apiKey(), folder, TRAINED_WITH);
        }
        return 0;
    }

    private int run(Options options, GivenOptions given) throws InterruptedException {
        LogFile.writeTo(DataFolder.make(options.data()).resolve("dibao.log"));
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
        given.write(options.data());
        System.out.print(Greeting.of(
                standalone, options, Duration.ofNanos(System.nanoTime() - begin), inBackground, System.getenv()));
        if (inBackground) {
            System.out.println(standalone.notWell().isEmpty() ? READY_LINE : UNWELL_LINE);
        }
        System.out.flush();
        ended.await();
        return 0;
    }
}
