package org.dibao.standalone;

import java.util.function.Supplier;
import org.dibao.delivery.DeliveryApplication;
import org.dibao.gateway.GatewayApplication;
import org.dibao.ingest.IngestApplication;
import org.dibao.render.RenderApplication;
import org.dibao.store.StoreApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** The five services, in the order in which they are closed: no service outlives one that it depends on. */
enum Service {
    GATEWAY(GatewayApplication::builder),
    INGEST(IngestApplication::builder),
    DELIVERY(DeliveryApplication::builder),
    RENDER(RenderApplication::builder),
    STORE(StoreApplication::builder);

    private final Supplier<SpringApplicationBuilder> builder;

    Service(Supplier<SpringApplicationBuilder> builder) {
        this.builder = builder;
    }

    SpringApplicationBuilder builder() {
        return builder.get();
    }

    /** {@code gateway}, {@code ingest}, {@code delivery}, {@code store} or {@code render}. */
    String title() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
