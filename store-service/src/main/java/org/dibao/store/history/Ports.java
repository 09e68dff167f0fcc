package org.dibao.store.history;

/** All that the folding loop stands on. */
public record Ports(
        Log log,
        Decisions decisions,
        Projections projections,
        Progress progress,
        Announcements announcements,
        DeadLetters deadLetters) {}
