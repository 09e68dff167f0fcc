package org.dibao.acceptance.system;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.dibao.acceptance.client.Answer;
import org.dibao.acceptance.client.Site;
import org.dibao.acceptance.sample.Post;
import org.dibao.acceptance.sample.Unique;

/** A whole system in a JVM of its own, so that it can be killed at any moment and started again on what it left. */
public final class OwnProcess implements SystemUnderTest {
    private static final Duration START = Duration.ofMinutes(3); // on a busy machine

    private Path data;
    private final List<String> settings;
    private final int port;
    private final int kafkaPort;
    private final Site site;
    private Process process;
    private long openedAt;

    private OwnProcess(Path data, List<String> settings) {
        this.data = data;
        this.settings = settings;
        this.port = freePort();
        this.kafkaPort = freePort();
        this.site = new Site(
                URI.create("http://127.0.0.1:" + port), "key-of-the-acceptance-tests", "127.0.0.1:" + kafkaPort);
        this.process = start();
    }

    /**
     * Starts one and returns when its address takes connections.
     *
     * @param settings each {@code NAME=VALUE}
     */
    public static OwnProcess in(Path data, String... settings) {
        return new OwnProcess(data, List.of(settings));
    }

    @Override
    public Site site() {
        return site;
    }

    /** Deletes both databases, while it does not run. */
    public void dropDatabases() {
        try (Stream<Path> files = Files.walk(data.resolve("mongo"))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@code kill -9}: without a chance to write anything. */
    public void kill() {
        process.destroyForcibly();
        ended();
    }

    /** Takes its processor time away, until it is told to {@link #goOn}. */
    public void pause() {
        signal("STOP");
    }

    public void goOn() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            int status = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IllegalStateException("kill -" + name + " ended with " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Ends it in order. */
    public void stop() {
        process.destroy();
        ended();
    }

    public void startAgain() {
        this.process = start();
    }

    /** Goes on with another data folder, at the same address; while it does not run. */
    public void use(Path other) {
        this.data = other;
    }

    /** Runs a command of its own with the data folder, and gives what it prints. */
    public String run(String... arguments) {
        List<String> command = command();
        command.addAll(List.of(arguments));
        command.addAll(List.of("--data", data.toString()));
        try {
            Process running =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String printed = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (running.waitFor() != 0) {
                throw new AssertionError(List.of(arguments) + " ended with " + running.exitValue() + ": " + printed);
            }
            return printed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** How long after its address was open the first article went live. It is asked for as a client would: again and again. */
    public Duration untilItPublishes() {
        Post post = Post.sample();
        String key = Unique.word("first");
        await().atMost(START).pollInterval(Duration.ofMillis(20)).until(() -> {
            Answer answer =
                    site.posting(post).with("Idempotency-Key", key).waiting().send();
            if (answer.status() != 503) {
                answer.expect(201);
            }
            return answer.status() == 201;
        });
        return sinceItOpened();
    }

    /** How long its address has taken connections. */
    public Duration sinceItOpened() {
        return Duration.ofNanos(System.nanoTime() - openedAt);
    }

    @Override
    public void close() {
        stop();
    }

    private static List<String> command() {
        return new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "org.dibao.standalone.Main"));
    }

    private Process start() {
        List<String> command = command();
        command.addAll(List.of(
                "up",
                "--port",
                Integer.toString(port),
                "--kafka-port",
                Integer.toString(kafkaPort),
                "--data",
                data.toString()));
        settings.forEach(setting -> command.addAll(List.of("--set", setting)));
        Path output = data.resolveSibling(data.getFileName() + ".out");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().put("DIBAO_API_KEY", site.key());
        try {
            Process started = builder.start();
            await().atMost(START).pollInterval(Duration.ofMillis(10)).until(() -> {
                if (!started.isAlive()) {
                    throw new IllegalStateException(
                            "it ended with " + started.exitValue() + ": " + Files.readString(output));
                }
                return isOpen();
            });
            openedAt = System.nanoTime();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isOpen() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 200);
            return true;
        } catch (IOException closed) {
            return false;
        }
    }

    private void ended() {
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("it did not end within 30 s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** One that no system gives to whoever asks for any: between two starts it stays free. */
    private static int freePort() {
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
