package org.dibao.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** The doctor's checks. */
final class DoctorChecks {
    private static final int JDK = 25;
    private static final long ENOUGH_DISK = 2L << 30;
    private static final long ENOUGH_MEMORY = 1536L << 20;
    /** Files whose bytes are missing: more are not looked for. */
    private static final int MISSING_SHOWN = 20;

    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(5);
    private static final Duration CLOCK_MAY_DIFFER = Duration.ofSeconds(5);

    private DoctorChecks() {}

    /** @param named whether the target's address was given, so that something has to be there */
    static List<Check> all(Target target, boolean named, int port, int kafkaPort) {
        List<Check> site = site(target, named);
        List<Check> checks = new ArrayList<>(List.of(jdk(), memory(), dataFolder(target.data()), disk(target.data())));
        // If Dibao is running already, its own ports are taken, as they should be.
        if (target.run() == null && site.size() == 1) {
            checks.add(port("port " + port, port, "--port"));
            checks.add(port("port " + kafkaPort, kafkaPort, "--kafka-port"));
        }
        checks.add(key(target));
        checks.addAll(site);
        if (target.key() != null && site.size() > 1) {
            checks.add(files(target));
            deadLetters(target).ifPresent(checks::add);
        }
        target.running().ifPresent(run -> checks.addAll(problems(run)));
        return checks;
    }

    /** Problems that healthy services report. */
    private static List<Check> problems(RunFile run) {
        List<Check> checks = new ArrayList<>();
        try (var http = HttpClient.newBuilder().connectTimeout(ANSWERS_WITHIN).build()) {
            for (var service : new TreeMap<>(run.management()).entrySet()) {
                var request = HttpRequest.newBuilder(URI.create(service.getValue() + "/actuator/health"))
                        .timeout(ANSWERS_WITHIN);
                try {
                    var health = http.send(request.build(), BodyHandlers.ofString());
                    checks.add(
                            health.statusCode() == 200
                                    ? Check.ok(service.getKey(), service.getValue())
                                    : Check.wrong(
                                            service.getKey(),
                                            Health.reasons(health.body()),
                                            "See the log: " + run.log()));
                    Health.problems(health.body())
                            .forEach((part, problem) -> checks.add(Check.wrong(part, problem, mend(part, problem))));
                } catch (IOException e) {
                    checks.add(Check.wrong(
                            service.getKey(), "does not answer at " + service.getValue(), "See the log: " + run.log()));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return checks;
    }

    private static String mend(String part, String problem) {
        return switch (part) {
            case "theme" ->
                problem.contains("is not a folder")
                        ? "Create that folder, or name another one in dibao.render.theme-dir and start again."
                        : problem.contains("it replaces nothing")
                                ? "Rename that file in the folder set by dibao.render.theme-dir, or take it away."
                                : "Fix that file in the folder set by dibao.render.theme-dir: it is picked up within a second or two,"
                                        + " without a restart. Until then the last good version is shown.";
            case "search" ->
                "It catches up by itself, after an import within seconds. If it does not, stop Dibao, delete the folder set by"
                        + " dibao.render.search.dir and start it again: the index is rebuilt.";
            default -> "See the log file that \"dibao status\" shows.";
        };
    }

    private static Check key(Target target) {
        if (target.key() != null) {
            return Check.ok("key", "known");
        }
        return target.run() == null
                ? Check.ok("key", "none yet (generated at the first start)")
                : Check.wrong("key", "none", "Set DIBAO_API_KEY, or give the instance's data folder with --data.");
    }

    private static Check jdk() {
        int version = Runtime.version().feature();
        String found = version + " in " + System.getProperty("java.home");
        return version >= JDK
                ? Check.ok("JDK", found)
                : Check.wrong("JDK", found, "Install a JDK " + JDK + " and point JAVA_HOME at it.");
    }

    private static Check memory() {
        if (java.lang.management.ManagementFactory.getOperatingSystemMXBean()
                instanceof com.sun.management.OperatingSystemMXBean system) {
            long total = system.getTotalMemorySize();
            String found = (total >> 20) + " MiB";
            return total >= ENOUGH_MEMORY
                    ? Check.ok("memory", found)
                    : Check.wrong(
                            "memory",
                            found,
                            "All services in one JVM need about 1 GiB: use a machine with 2 GiB or more.");
        }
        return Check.ok("memory", "unknown");
    }

    private static Check dataFolder(Path data) {
        Path folder = data.toAbsolutePath();
        if (!Files.exists(folder)) {
            return Check.ok("data folder", folder + " (created at the first start)");
        }
        return Files.isDirectory(folder) && Files.isWritable(folder)
                ? Check.ok("data folder", folder.toString())
                : Check.wrong(
                        "data folder",
                        folder + " is not a writable folder",
                        "Make the user that runs Dibao its owner (chown), or choose another folder with --data.");
    }

    private static Check disk(Path data) {
        Path existing = data.toAbsolutePath();
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        try {
            return disk(existing == null ? 0 : Files.getFileStore(existing).getUsableSpace());
        } catch (IOException e) {
            return Check.wrong("disk", String.valueOf(e.getMessage()), "Choose another folder with --data.");
        }
    }

    /** @param free bytes on the disk with the data folder */
    static Check disk(long free) {
        String found = (free >> 20) + " MiB free";
        return free >= ENOUGH_DISK
                ? Check.ok("disk", found)
                : Check.wrong(
                        "disk",
                        found,
                        "The log is never deleted: free some space, or choose a folder on a larger disk with --data.");
    }

    private static Check port(String name, int port, String option) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
            return Check.ok(name, "free");
        } catch (IOException e) {
            return Check.wrong(
                    name, "taken", "Stop the process that listens there, or start with another " + option + ".");
        }
    }

    /** One check, or two if the site answered: the second is about its clock. */
    private static List<Check> site(Target target, boolean named) {
        try (var api = new Api(target, Duration.ZERO)) {
            Instant before = Instant.now();
            var response = api.sendOnce("/api/status", HttpRequest.Builder::GET, BodyHandlers.ofString());
            Check site = response.statusCode() == 200
                    ? Check.ok("site", target.url())
                    : Check.wrong(
                            "site",
                            target.url() + " answers " + response.statusCode(),
                            "See the log file that \"dibao status\" shows.");
            return List.of(site, clock(response.headers().firstValue("Date").orElse(""), before));
        } catch (IOException e) {
            Unreachable it = Unreachable.of(e);
            if (e instanceof ConnectException && !it.forGood()) {
                return List.of(
                        target.run() == null && !named
                                ? Check.ok("site", "not running")
                                : Check.wrong(
                                        "site",
                                        "nothing listens at " + target.url(),
                                        "It may still be starting; if not, run \"dibao stop\" and \"dibao up\"."));
            }
            return List.of(Check.wrong(
                    "site",
                    target.url() + ": " + it.why(),
                    it.mend().isEmpty() ? "Check the address (--url) and the network." : it.advice()));
        }
    }

    /** Whether the bytes of all files are there that the log names. */
    private static Check files(Target target) {
        List<String> missing = new ArrayList<>();
        try (var api = new Api(target, Duration.ZERO)) {
            String next = "";
            do {
                String after = next.isEmpty() ? "" : "&after=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
                JsonNode page = api.ask("GET", "/api/assets?missing&limit=100" + after);
                page.path("files").forEach(file -> missing.add(file.path("path").asString("")));
                next = page.path("next").asString("");
            } while (!next.isEmpty() && missing.size() < MISSING_SHOWN);
        } catch (CommandFailed e) {
            return Check.wrong(
                    "files", String.valueOf(e.getMessage()), "See the log file that \"dibao status\" shows.");
        }
        return missing.isEmpty()
                ? Check.ok("files", "the bytes of all are there")
                : Check.wrong(
                        "files",
                        "no bytes for " + String.join(", ", missing),
                        "Restore the folder dibao.files.dir from a backup, or send these files again"
                                + " (dibao assets put).");
    }

    /** How many records wait that could not be read; nothing if the key may not ask. */
    private static Optional<Check> deadLetters(Target target) {
        try (var api = new Api(target, Duration.ZERO)) {
            long waiting = api.ask("GET", "/api/dead-letters").path("waiting").asLong(0);
            return Optional.of(
                    waiting == 0
                            ? Check.ok("dead letters", "none wait")
                            : Check.wrong(
                                    "dead letters",
                                    waiting + " wait: records that could not be read",
                                    "\"dibao dead-letters list\" shows them; retry or discard each."));
        } catch (CommandFailed e) {
            return Optional.empty();
        }
    }

    private static Check clock(String date, Instant here) {
        try {
            Instant there = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration off = Duration.between(there, here).abs();
            return off.compareTo(CLOCK_MAY_DIFFER) <= 0
                    ? Check.ok("clock", "agrees with the server's")
                    : Check.wrong(
                            "clock",
                            off.toSeconds() + " s off the server's",
                            "Synchronize both clocks by NTP: the server's decides when a scheduled article is"
                                    + " published.");
        } catch (DateTimeException e) {
            return Check.ok("clock", "the server does not tell what its own says");
        }
    }
}
