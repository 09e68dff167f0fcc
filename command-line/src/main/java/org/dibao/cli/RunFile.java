package org.dibao.cli;

import io.avaje.recordbuilder.RecordBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A running instance's description of itself, in {@code run.json} in its data folder.
 *
 * @param pid the process
 * @param started when that process started, according to the operating system; distinguishes it from a later process
 *                with the same id
 * @param state {@code starting} or {@code ready}
 * @param url the site's address, without a trailing slash
 * @param kafka the broker's address
 * @param topics the topics' names by role
 * @param management each service's management address, by the service's name
 * @param log the log file
 * @param ownKey whether its key was given to it, by {@code DIBAO_API_KEY} or a setting, and is not the one in the data folder
 */
@RecordBuilder
public record RunFile(
        long pid,
        Instant started,
        String state,
        String url,
        String kafka,
        Map<String, String> topics,
        Map<String, String> management,
        String log,
        boolean ownKey) {

    /** The state of an instance that accepts requests. */
    public static final String READY = "ready";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** On systems that count from boot, start times shift by a second or two when the clock is set. */
    private static final Duration SAME_START = Duration.ofSeconds(5);

    public RunFile {
        topics = topics == null ? Map.of() : Map.copyOf(topics);
        management = management == null ? Map.of() : Map.copyOf(management);
    }

    /** The file's path in a data folder. */
    public static Path in(Path data) {
        return data.resolve("run.json");
    }

    /** The file of a data folder; empty if there is none or it cannot be read. */
    public static Optional<RunFile> read(Path data) {
        try {
            return Optional.of(JSON.readValue(Files.readString(in(data)), RunFile.class));
        } catch (IOException | JacksonException e) {
            return Optional.empty();
        }
    }

    /** Writes the file atomically: a reader sees the old one or the new one, never a part. */
    public void write(Path data) {
        try {
            Path part = data.resolve("run.json.part");
            Files.writeString(part, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n");
            Files.move(part, in(data), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process that wrote this file, if it is still running. */
    public Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::startedThen);
    }

    private boolean startedThen(ProcessHandle process) {
        @Nullable Instant start = process.info().startInstant().orElse(null);
        return start == null || Duration.between(start, started).abs().compareTo(SAME_START) <= 0;
    }
}
