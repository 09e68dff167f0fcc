package org.dibao.acceptance.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.dibao.acceptance.chaos.faults.Ground;
import org.dibao.acceptance.chaos.faults.ServicesGround;
import org.dibao.acceptance.chaos.faults.StandaloneGround;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code acceptance/chaos}. */
@Command(
        name = "acceptance/chaos",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Breaks a running Dibao at random while it is busy, and checks that nothing is lost, doubled, skipped or stale.",
        footer = {"", "Exit status 0: nothing was found; 1: something was, and is printed; 2: wrong usage."})
final class Chaos implements Callable<Integer> {
    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "repeats the random choices of a run; by default another one each time")
    private long seed = System.nanoTime();

    @Option(names = "--minutes", paramLabel = "N", description = "how long to go on")
    private @Nullable Integer minutes;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "how many rounds; by default ${DEFAULT-VALUE}, or as many as there is time for")
    private int rounds = 10;

    @Option(
            names = "--faults",
            paramLabel = "N",
            description = "how many things break in a round, one after the other; by default ${DEFAULT-VALUE}")
    private int faults = 1;

    @Option(
            names = "--only",
            paramLabel = "REGEX",
            description = "only faults whose names it matches, such as 'pause store'")
    private Pattern only = Pattern.compile("");

    @Option(
            names = "--services",
            description =
                    "each service in a process of its own instead of all in one, and connections that are cut, slow or silent")
    private boolean services;

    @Option(
            names = "--prove",
            description = "runs services that are broken on purpose, one way each, and fails unless each is caught")
    private boolean prove;

    @Option(names = "--keep", description = "leaves the folder of data and logs, and prints where it is")
    private boolean keep;

    public static void main(String[] args) {
        System.exit(new CommandLine(new Chaos()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        System.out.println("seed " + seed + " (--seed " + seed + " repeats it)");
        if (prove) {
            return Proof.of(seed, System.out) ? 0 : 1;
        }
        Path folder = Files.createTempDirectory("dibao-chaos");
        boolean clean;
        try (Ground ground = services ? new ServicesGround(folder, Map.of()) : new StandaloneGround(folder);
                Run run = started(ground)) {
            Instant end = minutes == null ? Instant.MAX : Instant.now().plus(Duration.ofMinutes(minutes));
            int most = minutes == null ? rounds : Integer.MAX_VALUE;
            for (int i = 1; i <= most && Instant.now().isBefore(end); i++) {
                run.round(i, faults, only);
            }
            run.again();
            System.out.println(run.summary());
            clean = run.figures().clean();
        }
        if (keep || !clean) {
            System.out.println("data and logs: " + folder);
        } else {
            org.springframework.util.FileSystemUtils.deleteRecursively(folder);
        }
        return clean ? 0 : 1;
    }

    /** Whoever ends this with Ctrl-C leaves nothing running. */
    private Run started(Ground ground) {
        Runtime.getRuntime().addShutdownHook(new Thread(ground::close));
        return new Run(ground, seed, System.out);
    }
}
