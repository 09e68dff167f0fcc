package org.dibao.acceptance.chaos;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.dibao.acceptance.chaos.broken.Broken;
import org.dibao.acceptance.chaos.faults.Fault;
import org.dibao.acceptance.chaos.faults.ServicesGround;
import org.dibao.acceptance.chaos.truth.Finding;
import org.dibao.acceptance.chaos.truth.Finding.Kind;

/** That the checker catches what it is there for: services that are broken on purpose, one way each. */
final class Proof {
    private static final int ROUNDS = 4;
    /** In seconds: long enough for the other one to take its place, and too short for its writes to time out. */
    private static final int SHORT = 8;

    /**
     * @param mains   what runs in the place of a service
     * @param faults  of each round, which bring it to light
     * @param signs   one of these must be found
     */
    private record Case(
            String name, Map<String, String> mains, Function<ServicesGround, List<Fault>> faults, Set<Kind> signs) {}

    private static final List<Case> CASES = List.of(
            new Case(
                    "ingest acknowledges before it appends",
                    Map.of("ingest", Broken.EARLY_ACKNOWLEDGEMENT),
                    ground -> List.of(ground.kill("ingest", 0), ground.kill("ingest", 0)),
                    EnumSet.of(Kind.LOST)),
            new Case(
                    "render announces before it applies",
                    Map.of("render", Broken.EARLY_ANNOUNCEMENT),
                    ground -> List.of(ground.kill("render-1", 0)),
                    EnumSet.of(Kind.STALE, Kind.WRONG)),
            new Case(
                    "the store does not guard its writes",
                    Map.of("store", Broken.UNGUARDED),
                    ground -> List.of(
                            ground.overtake("store-1", SHORT),
                            ground.overtake("store-2", SHORT),
                            ground.overtake("store-1", SHORT)),
                    EnumSet.of(Kind.WRONG, Kind.GAP, Kind.DOUBLED)),
            new Case(
                    "the gateway has no fence",
                    Map.of("gateway", Broken.WITHOUT_FENCE),
                    ground -> List.of(ground.slow("gateway to render", 300, 30)),
                    EnumSet.of(Kind.STALE, Kind.WRONG)),
            new Case(
                    "the store notes its progress first",
                    Map.of("store", Broken.EARLY_PROGRESS),
                    ground -> List.of(ground.kill("store-1", 0), ground.kill("store-2", 0), ground.kill("store-1", 0)),
                    EnumSet.of(Kind.GAP)),
            new Case(
                    "the store announces before its dead letters are durable",
                    Map.of("store", Broken.LATE_DEAD_LETTERS),
                    ground -> List.of(ground.poisonAndKill("store-1"), ground.poisonAndKill("store-2")),
                    EnumSet.of(Kind.LOST)));

    private Proof() {}

    /** Whether each was caught. */
    static boolean of(long seed, PrintStream out) throws IOException {
        int caught = 0;
        for (Case one : CASES) {
            Path folder = Files.createTempDirectory("dibao-chaos");
            boolean found = isCaught(one, folder, seed, out);
            out.println((found ? "caught: " : "NOT CAUGHT: ") + one.name());
            caught += found ? 1 : 0;
            org.springframework.util.FileSystemUtils.deleteRecursively(folder);
        }
        out.println(caught + " of " + CASES.size() + " were caught");
        return caught == CASES.size();
    }

    private static boolean isCaught(Case one, Path folder, long seed, PrintStream out) {
        try (ServicesGround ground = new ServicesGround(folder, one.mains());
                Run run = new Run(ground, seed, out)) {
            for (int i = 1; i <= ROUNDS; i++) {
                if (run.round(i, one.faults().apply(ground)).stream()
                        .map(Finding::kind)
                        .anyMatch(one.signs()::contains)) {
                    return true;
                }
            }
            return false;
        }
    }
}
