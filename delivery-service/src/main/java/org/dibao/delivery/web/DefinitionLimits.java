package org.dibao.delivery.web;

import java.time.Duration;

/**
 * The limits of definitions and requests.
 *
 * @param maxRequest    bytes
 * @param secretOverlap how long messages are also signed with the previous secret
 */
public record DefinitionLimits(
        int maxSubscriptions,
        int maxConcurrent,
        int maxHeaders,
        int maxFilterValues,
        int maxRequest,
        int maxRedeliveries,
        Duration secretOverlap) {}
