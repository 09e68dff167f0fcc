package org.dibao.support.trace;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The settings under {@code dibao.tracing}.
 *
 * @param endpoint where spans are sent by OTLP over HTTP, as {@code http://127.0.0.1:4318/v1/traces}; without one, none are made
 * @param sampling the share of writing requests, 0 to 1, that are recorded if they come without a {@code traceparent}; one that
 *     has it says itself whether it is
 */
@Validated
@ConfigurationProperties("dibao.tracing")
record TracingSettings(
        @Nullable URI endpoint,
        @DecimalMin("0") @DecimalMax("1") @DefaultValue("1") double sampling) {}
