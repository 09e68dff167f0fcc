package org.dibao.projector.stream;

import java.time.Instant;

/** What a reader is doing. */
public sealed interface ReaderState {

    /** Its prerequisites are not met yet; it checks again by itself. */
    record Waiting(String reason) implements ReaderState {}

    /** It is reading, or on standby while another instance does. */
    record Reading() implements ReaderState {}

    /** It is retrying the same records. Nothing is lost. */
    record Retrying(Instant since, String reason) implements ReaderState {}

    /** It does not read until an operator intervenes. */
    record Stopped(String reason) implements ReaderState {}
}
