package org.dibao.acceptance.chaos.faults;

import java.time.Duration;

/**
 * Something that goes wrong, and is right again after a while.
 *
 * @param name    as it is counted
 * @param lasting how long it stays so
 * @param forgets whether the gateway's memory is gone with it
 */
public record Fault(String name, Duration lasting, boolean forgets, Runnable strike, Runnable mend) {}
