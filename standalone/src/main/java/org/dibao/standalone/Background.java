package org.dibao.standalone;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs the same command in a separate process that outlives the terminal, and waits until it is ready. */
final class Background {
    private static final long LOOK_EVERY_MILLIS = 50;

    private Background() {}

    /**
     * Starts it and shows its output. Returns 0 when it is ready, 3 when it runs but is not healthy, otherwise its exit
     * status.
     */
    static int start(Path data, List<String> arguments) {
        try {
            DataFolder.make(data);
            // In this process's own file: another start on the same folder must not overwrite it.
            Path output = Files.createTempFile(data, "start-", ".out");
            try {
                Process process = new ProcessBuilder(command(arguments))
                        .redirectInput(ProcessBuilder.Redirect.from(
                                Path.of("/dev/null").toFile()))
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
                return follow(process, output);
            } finally {
                Files.deleteIfExists(output);
            }
        } catch (IOException e) {
            throw DataFolder.unusable(data, e);
        }
    }

    private static int follow(Process process, Path output) throws IOException {
        var ended = new Thread(process::destroy, "end-the-start");
        Runtime.getRuntime().addShutdownHook(ended);
        try (var printed = new RandomAccessFile(output.toFile(), "r")) {
            var shown = new StringBuilder();
            while (true) {
                boolean alive = process.isAlive();
                shown.append(show(printed));
                boolean ready = shown.indexOf(UpCommand.READY_LINE) >= 0;
                if (ready || shown.indexOf(UpCommand.UNWELL_LINE) >= 0) {
                    Runtime.getRuntime().removeShutdownHook(ended);
                    return ready ? 0 : UpCommand.UNWELL;
                }
                if (!alive) {
                    Runtime.getRuntime().removeShutdownHook(ended);
                    return process.exitValue() == 0 ? 1 : process.exitValue();
                }
                Thread.sleep(LOOK_EVERY_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private static String show(RandomAccessFile printed) throws IOException {
        byte[] more = new byte[(int) (printed.length() - printed.getFilePointer())];
        printed.readFully(more);
        String text = new String(more, StandardCharsets.UTF_8);
        System.out.print(text.replace(UpCommand.READY_LINE + System.lineSeparator(), "")
                .replace(UpCommand.UNWELL_LINE + System.lineSeparator(), ""));
        System.out.flush();
        return text;
    }

    private static List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>();
        if (onPath("setsid")) {
            command.add("setsid");
        }
        // Ignores the terminal's hang-up signal, which the JVM then leaves ignored.
        if (onPath("nohup")) {
            command.add("nohup");
        }
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(arguments);
        return command;
    }

    private static boolean onPath(String program) {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator, -1)) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }
}
