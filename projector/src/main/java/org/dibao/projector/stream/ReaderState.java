package org.dibao.projector.stream;

import java.time.Instant;

/** What a reader is doing. */
public sealed interface ReaderState {

    /** What it needs is not there yet; it looks again by itself. */
    record Waiting(String reason) implements ReaderState {}

    /** It reads, or stands by while another instance does. */
    record Reading() implements ReaderState {}

    /** The same records are tried again and again. Nothing is lost. */
    record Retrying(Instant since, String reason) implements ReaderState {}

    /** It does not read until somebody has looked at it. */
    record Stopped(String reason) implements ReaderState {}
}
