package org.dibao.gateway.connections;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/** Limits on every connection, below the application. The last customizer, because Boot sets its own limits first. */
@Component
@Order
final class Connections implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory> {
    private final ConnectionSettings settings;
    private final ReadyAnswers ready;
    private final RequestMeters requests;
    private final AtomicInteger open = new AtomicInteger();
    private final ProblemBodies problems = new ProblemBodies();
    private final CanonicalRequest canonical = new CanonicalRequest();

    Connections(ConnectionSettings settings, ReadyAnswers ready, RequestMeters requests, MeterRegistry meters) {
        this.settings = settings;
        this.ready = ready;
        this.requests = requests;
        Gauge.builder("dibao.gateway.connections", open, AtomicInteger::get)
                .description("Open connections")
                .register(meters);
    }

    @Override
    public void customize(NettyReactiveWebServerFactory factory) {
        factory.setUseForwardHeaders(
                false); // they could change paths, and would be trusted from anybody: see TrustedProxies
        factory.addServerCustomizers(this::limit);
    }

    private HttpServer limit(HttpServer server) {
        return server.httpRequestDecoder(spec -> spec.maxInitialLineLength(
                                Math.toIntExact(settings.maxUri().toBytes()))
                        .maxHeaderSize(Math.toIntExact(settings.maxHeaders().toBytes())))
                .doOnChannelInit((_, channel, _) -> admit(channel));
    }

    private void admit(Channel channel) {
        int now = open.incrementAndGet();
        channel.closeFuture().addListener(_ -> open.decrementAndGet());
        if (now > settings.most()) {
            channel.close();
            return;
        }
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.addAfter(NettyPipeline.HttpCodec, "dibao.ready", new ShortCut(ready, requests));
        pipeline.addAfter(NettyPipeline.HttpCodec, "dibao.canonical", canonical);
        pipeline.addAfter(NettyPipeline.HttpCodec, "dibao.deadline", new RequestDeadline(settings));
        pipeline.addAfter(NettyPipeline.HttpCodec, "dibao.problems", problems);
    }
}
