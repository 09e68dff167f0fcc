package org.dibao.delivery.channel;

import java.time.Instant;
import org.dibao.eventlog.publicevents.LogEvent;

/**
 * One event on its way to one subscription.
 *
 * @param event   the event
 * @param left    whether its article has left what the subscription's filter asks for
 * @param id      the same for each repetition of this event, and for all subscriptions: ASCII letters, digits, {@code _},
 *                {@code -} and dots, at most 64 characters
 * @param body    the event as CloudEvents structured JSON
 * @param at      the time of this attempt, in whole seconds
 * @param attempt 1 for the first
 */
public record Message(LogEvent event, boolean left, String id, byte[] body, Instant at, int attempt) {}
