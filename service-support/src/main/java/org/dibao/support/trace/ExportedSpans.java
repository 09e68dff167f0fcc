package org.dibao.support.trace;

import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.URI;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.dibao.contract.wire.TraceParent;
import org.jspecify.annotations.Nullable;

/**
 * Sends spans by OTLP over HTTP, in batches and from a separate thread. If a collector does not answer, only spans are
 * lost.
 */
final class ExportedSpans implements Spans {
    private static final long CLOSE_SECONDS = 3;

    private final SdkTracerProvider provider;
    private final Tracer tracer;
    private final double sampling;

    /** @param service the service name in its spans */
    ExportedSpans(URI endpoint, double sampling, String service) {
        this.sampling = sampling;
        this.provider = SdkTracerProvider.builder()
                // Whether a request is recorded is in its traceparent.
                .setSampler(Sampler.parentBased(Sampler.alwaysOff()))
                .setResource(Resource.getDefault()
                        .merge(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), service))))
                .addSpanProcessor(BatchSpanProcessor.builder(OtlpHttpSpanExporter.builder()
                                .setEndpoint(endpoint.toString())
                                .build())
                        .build())
                .build();
        this.tracer = new OtelTracer(provider.get("org.dibao"), new OtelCurrentTraceContext(), _ -> {});
    }

    @Override
    public TraceParent begin() {
        TraceParent request = TraceParent.random();
        return ThreadLocalRandom.current().nextDouble() < sampling ? request.sampled() : request;
    }

    @Override
    public boolean areRecorded(@Nullable TraceParent request) {
        return request != null && request.isSampled();
    }

    @Override
    public Span start(String name, TraceParent request, Instant since) {
        var parent = tracer.traceContextBuilder()
                .traceId(request.traceId())
                .spanId(request.parentId())
                .sampled(request.isSampled())
                .build();
        var span = tracer.spanBuilder()
                .setParent(parent)
                .name(name)
                .startTimestamp(
                        TimeUnit.SECONDS.toMicros(since.getEpochSecond()) + since.getNano() / 1000,
                        TimeUnit.MICROSECONDS)
                .start();
        return new Exported(span, request.from(span.context().spanId()));
    }

    private record Exported(io.micrometer.tracing.Span span, TraceParent context) implements Span {
        @Override
        public Span tag(String name, String value) {
            var _ = span.tag(name, value);
            return this;
        }

        @Override
        public void close() {
            span.end();
        }
    }

    @Override
    public void close() {
        var _ = provider.shutdown().join(CLOSE_SECONDS, TimeUnit.SECONDS);
    }
}
