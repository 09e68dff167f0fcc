package org.dibao.acceptance.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;

/**
 * Restarts the system under test while a test goes on, {@code dibao.restarts} times: by default not at all. A system in a
 * process of its own is killed and ended by turns, and loses its databases the last time. One elsewhere is restarted by
 * the shell command {@code dibao.restart}, which gets the number of the restart, from 1 on, as {@code $1}.
 */
public final class Restarts {
    public static final int COUNT = Integer.getInteger("dibao.restarts", 0);

    private interface Restart {
        void run(int number) throws Exception;
    }

    private final Restart restart;
    private int begun;
    private CompletableFuture<Void> running = CompletableFuture.completedFuture(null);

    private Restarts(Restart restart) {
        this.restart = restart;
    }

    public static Restarts of(OwnProcess system) {
        return new Restarts(number -> {
            if (number % 2 == 1) {
                system.kill();
            } else {
                system.stop();
            }
            if (number == COUNT) {
                system.dropDatabases();
            }
            system.startAgain();
        });
    }

    public static Restarts byCommand() {
        String command = System.getProperty("dibao.restart", "true");
        return new Restarts(number -> {
            Process process = new ProcessBuilder("sh", "-c", command, "sh", Integer.toString(number))
                    .inheritIO()
                    .start();
            assertThat(process.waitFor()).as(command).isZero();
        });
    }

    /** Begins the next restart if it is due, now that so much of the test is over; 1 is all. */
    public void at(double part) {
        if (begun < COUNT && part >= (begun + 1.0) / (COUNT + 1)) {
            running.join();
            int number = ++begun;
            running = CompletableFuture.runAsync(() -> run(number));
        }
    }

    /** Returns when the system has been restarted. */
    public void await() {
        running.join();
    }

    private void run(int number) {
        try {
            restart.run(number);
        } catch (Exception e) {
            throw new AssertionError("restart " + number, e);
        }
    }
}
