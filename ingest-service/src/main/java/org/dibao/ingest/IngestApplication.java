package org.dibao.ingest;

import org.dibao.eventlog.KafkaSettings;
import org.dibao.eventlog.TopicSettings;
import org.dibao.ingest.files.FileSettings;
import org.dibao.ingest.imports.ImportSettings;
import org.dibao.ingest.kafka.AppendSettings;
import org.dibao.ingest.liquid.SiteFileSettings;
import org.dibao.ingest.pictures.VariantSettings;
import org.dibao.ingest.storage.StorageSettings;
import org.dibao.ingest.submissions.SingleSubmissionSettings;
import org.dibao.ingest.web.WebSettings;
import org.dibao.support.access.GatewayOnlyConfiguration;
import org.dibao.support.boot.ServiceAutoConfiguration;
import org.dibao.support.files.FileFolderSettings;
import org.dibao.support.files.S3Settings;
import org.dibao.support.loop.LoopsConfiguration;
import org.dibao.support.trace.TracingConfiguration;
import org.dibao.support.web.DroppedErrorsConfiguration;
import org.dibao.support.web.UsersTrafficConfiguration;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.autoconfigure.application.DiskSpaceHealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.application.SslHealthContributorAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.logging.logback.LogbackMetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.ssl.SslMetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.startup.StartupTimeMetricsListenerAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.WebFluxObservationAutoConfiguration;
import org.springframework.context.annotation.Import;

/** Ingest as a standalone service. Its defaults are in {@code ingest.yml}. */
@SpringBootConfiguration
@ServiceAutoConfiguration
@ImportAutoConfiguration({
    ObservationAutoConfiguration.class,
    WebFluxObservationAutoConfiguration.class,
    LogbackMetricsAutoConfiguration.class,
    SslMetricsAutoConfiguration.class,
    StartupTimeMetricsListenerAutoConfiguration.class,
    DiskSpaceHealthContributorAutoConfiguration.class,
    SslHealthContributorAutoConfiguration.class
})
@EnableConfigurationProperties({
    KafkaSettings.class,
    TopicSettings.class,
    LimitSettings.class,
    AppendSettings.class,
    StorageSettings.class,
    ImportSettings.class,
    FileSettings.class,
    FileFolderSettings.class,
    S3Settings.class,
    SiteFileSettings.class,
    SingleSubmissionSettings.class,
    VariantSettings.class,
    WebSettings.class
})
@Import({
    IngestConfiguration.class,
    GatewayOnlyConfiguration.class,
    DroppedErrorsConfiguration.class,
    LoopsConfiguration.class,
    TracingConfiguration.class,
    UsersTrafficConfiguration.class
})
public class IngestApplication {

    public static void main(String[] args) {
        builder().run(args);
    }

    /** The application as {@link #main} runs it; it can also run alongside others. */
    public static SpringApplicationBuilder builder() {
        return new SpringApplicationBuilder(IngestApplication.class).properties("spring.config.name=ingest");
    }
}
