package org.dibao.acceptance.chaos.faults;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A process of its own with this class path, which is there once its port takes connections. */
final class Jvm implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(10); // on a busy machine

    private final String name;
    private final List<String> command;
    private final Path output;
    private final int port;
    private @Nullable Process process;

    /** @param main the class with its arguments */
    Jvm(String name, Path folder, int megabytes, int port, List<String> main) {
        this.name = name;
        this.output = folder.resolve(name + ".log");
        this.port = port;
        this.command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + megabytes + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path")));
        this.command.addAll(main);
        // Also where this ends before everything has started.
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    String name() {
        return name;
    }

    /** Begins to start it. */
    Jvm start() {
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                    .start();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Until its port takes connections. */
    Jvm awaitOpen() {
        await().atMost(START).pollInterval(Duration.ofMillis(50)).until(() -> {
            if (!running().isAlive()) {
                throw new IllegalStateException(
                        name + " has ended with " + running().exitValue() + ": see " + output);
            }
            return isOpen();
        });
        return this;
    }

    /** Runs it to its end. */
    void run() {
        try {
            if (start().running().waitFor() != 0) {
                throw new IllegalStateException(name + " has failed: see " + output);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    void startAgain() {
        start().awaitOpen();
    }

    void kill() {
        running().destroyForcibly();
        ended();
    }

    /** Ends it in order, or by force if that takes too long. */
    void stop() {
        running().destroy();
        ended();
    }

    void signal(String signal) {
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(running().pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void ended() {
        try {
            if (!running().waitFor(60, TimeUnit.SECONDS)) {
                running().destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Process running() {
        if (process == null) {
            throw new IllegalStateException(name + " was never started");
        }
        return process;
    }

    private boolean isOpen() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
            return true;
        } catch (IOException closed) {
            return false;
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
            ended();
        }
    }

    /** One that no system gives to whoever asks for any: between two starts it stays free. */
    static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(10_000, 30_000);
            try (ServerSocket socket = new ServerSocket(port)) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                // the next one
            }
        }
    }
}
