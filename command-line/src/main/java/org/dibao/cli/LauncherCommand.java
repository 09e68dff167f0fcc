package org.dibao.cli;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** A command that only a launcher can run, with more on its class path than there is here. It exists so that the help lists it. */
abstract class LauncherCommand implements Callable<Integer> {
    private static final String CHECKOUT = "a checkout of the project";
    private static final String CHECKOUT_AND_IMAGE = CHECKOUT + " and in the gateway's image";

    private final String place;

    @Spec
    @Nullable
    CommandSpec spec;

    @Unmatched
    List<String> options = List.of();

    @Parameters(hidden = true)
    List<String> rest = List.of();

    private LauncherCommand() {
        this(CHECKOUT);
    }

    /** @param place where its launcher is */
    private LauncherCommand(String place) {
        this.place = place;
    }

    @Override
    public Integer call() {
        String name = Objects.requireNonNull(spec).name();
        throw new CommandFailed(Exit.USAGE, "\"" + name + "\" works in " + place + ": run ./dibao " + name + " there.");
    }

    @Command(name = "up", description = "Start everything on this machine (from a checkout: ./dibao up --help).")
    static final class Up extends LauncherCommand {}

    @Command(
            name = "restart",
            description =
                    "Build what has changed, stop the running instance and start it again, as it was started (from a checkout).")
    static final class Restart extends LauncherCommand {}

    @Command(
            name = "backup",
            description =
                    "Back the site up into a folder or a bucket, while it runs (from a checkout: ./dibao backup --help).")
    static final class Backup extends LauncherCommand {
        Backup() {
            super(CHECKOUT_AND_IMAGE);
        }
    }

    @Command(name = "recover", description = "Make a site of a backup (from a checkout: ./dibao recover --help).")
    static final class Recover extends LauncherCommand {
        Recover() {
            super(CHECKOUT_AND_IMAGE);
        }
    }

    @Command(
            name = "drill",
            description =
                    "Try a backup: make a site of it for a moment, and compare it (from a checkout: ./dibao drill --help).")
    static final class Drill extends LauncherCommand {}

    @Command(
            name = "erase",
            description =
                    "Take what a withdrawn article says out of a stopped instance (from a checkout: ./dibao erase --help).")
    static final class Erase extends LauncherCommand {}
}
