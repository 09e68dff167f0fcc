package org.dibao.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.dibao.blobs.BlobFolder;
import org.dibao.blobs.Blobs;
import org.dibao.blobs.S3Blobs;
import org.dibao.blobs.S3Bucket;
import org.dibao.eventlog.KafkaSettings;
import org.dibao.eventlog.TopicSettings;
import org.dibao.ingest.article.ArticleReader;
import org.dibao.ingest.article.SiteReader;
import org.dibao.ingest.files.FileReceiver;
import org.dibao.ingest.files.FileSettings;
import org.dibao.ingest.imports.ImportService;
import org.dibao.ingest.imports.ImportSettings;
import org.dibao.ingest.kafka.AppendSettings;
import org.dibao.ingest.kafka.BrokerDisk;
import org.dibao.ingest.kafka.KafkaArticleLog;
import org.dibao.ingest.kafka.KafkaSubmissionLog;
import org.dibao.ingest.kafka.LogConnection;
import org.dibao.ingest.liquid.SiteFileSettings;
import org.dibao.ingest.log.ArticleLog;
import org.dibao.ingest.log.SubmissionResults;
import org.dibao.ingest.operations.LogHealth;
import org.dibao.ingest.operations.WarmUp;
import org.dibao.ingest.patches.PatchService;
import org.dibao.ingest.pictures.VariantSettings;
import org.dibao.ingest.pictures.Variants;
import org.dibao.ingest.storage.DiskSpace;
import org.dibao.ingest.storage.FolderDisk;
import org.dibao.ingest.storage.StorageSettings;
import org.dibao.ingest.submissions.SingleSubmissionSettings;
import org.dibao.ingest.submissions.SingleSubmissions;
import org.dibao.ingest.submissions.SubmissionService;
import org.dibao.ingest.web.ArticleRoutes;
import org.dibao.ingest.web.FileRoutes;
import org.dibao.ingest.web.ImportRoute;
import org.dibao.ingest.web.VariantRoute;
import org.dibao.ingest.web.WebSettings;
import org.dibao.support.files.FileFolderSettings;
import org.dibao.support.files.S3Settings;
import org.dibao.support.problem.ProblemHandler;
import org.dibao.support.work.Workers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Wires the parts of ingest together. */
@Configuration(proxyBeanMethods = false)
class IngestConfiguration {
    private static final Logger log = LoggerFactory.getLogger(IngestConfiguration.class);

    @Bean(initMethod = "start")
    LogConnection logConnection(KafkaSettings kafka, TopicSettings topics) {
        return new LogConnection(kafka, topics);
    }

    @Bean
    BrokerDisk brokerDisk(KafkaSettings kafka) {
        return new BrokerDisk(kafka);
    }

    @Bean(initMethod = "start")
    DiskSpace diskSpace(BrokerDisk broker, FileFolderSettings files, StorageSettings settings, MeterRegistry meters) {
        return new DiskSpace(List.of(broker, new FolderDisk("the files", files.dir())), settings, meters);
    }

    @Bean
    KafkaArticleLog articleLog(
            LogConnection connection, DiskSpace disks, AppendSettings settings, MeterRegistry meters) {
        return new KafkaArticleLog(connection::append, connection.backlog(), disks::problem, settings, meters);
    }

    @Bean
    LogHealth logHealthIndicator(LogConnection connection) {
        return new LogHealth(connection);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    ArticleReader articleReader(LimitSettings limits) {
        return new ArticleReader(limits.articles());
    }

    @Bean
    SingleSubmissions singleSubmissions(SubmissionResults publications, SingleSubmissionSettings settings) {
        return new SingleSubmissions(publications, settings, System::nanoTime);
    }

    @Bean
    SubmissionService submitting(
            ArticleReader reader, ArticleLog log, SingleSubmissions singles, Clock clock, MeterRegistry meters) {
        return new SubmissionService(reader, log, singles, clock, meters);
    }

    @Bean
    SiteReader siteReader(LimitSettings limits) {
        return new SiteReader(limits.files());
    }

    @Bean
    PatchService patches(
            KafkaSettings kafka,
            TopicSettings topics,
            ArticleReader articles,
            SiteReader sites,
            SubmissionService submitting,
            Clock clock) {
        return new PatchService(new KafkaSubmissionLog(kafka, topics), articles, sites, submitting, clock);
    }

    @Bean
    Workers readers(WebSettings settings, MeterRegistry meters) {
        return new Workers("reading", settings.readers(), settings.readerQueue(), meters);
    }

    /** Shutdown does not wait for these threads: the web server already has, within its limit. */
    @Bean(destroyMethod = "shutdownNow")
    ExecutorService importThreads() {
        return Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("import-", 0).factory());
    }

    @Bean
    RouterFunction<ServerResponse> articleRoutes(
            SubmissionService submitting,
            PatchService patches,
            SiteReader sites,
            WebSettings settings,
            AppendSettings append,
            @Qualifier("readers") Workers readers) {
        return new ArticleRoutes(submitting, sites, patches, settings, append.answerWithin(), readers).routes();
    }

    @Bean
    ImportService importing(
            SubmissionService submitting,
            SingleSubmissions singles,
            SubmissionResults publications,
            ImportSettings imports,
            SiteFileSettings siteFiles,
            WebSettings web,
            MeterRegistry meters) {
        return new ImportService(
                submitting,
                singles,
                publications,
                imports,
                siteFiles,
                (int) web.maxBody().toBytes(),
                meters);
    }

    @Bean
    RouterFunction<ServerResponse> importRoute(
            ImportService importing, SubmissionService submitting, ExecutorService importThreads) {
        return new ImportRoute(importing, submitting, importThreads).routes();
    }

    /** What was being received when this service ended is of no use to anybody. */
    @Bean
    Blobs blobs(FileFolderSettings settings, S3Settings s3) {
        BlobFolder folder = new BlobFolder(settings.dir());
        try {
            folder.removeAbandoned();
        } catch (IOException e) {
            log.warn("files that were being received could not be removed from {}", settings.dir(), e);
        }
        return s3.bucket() == null
                ? folder
                : new S3Blobs(
                        folder, new S3Bucket(s3.bucket(), s3.region(), s3.endpoint(), s3.prefix(), s3.pathStyle()));
    }

    @Bean(initMethod = "start")
    Variants variants(
            Blobs blobs,
            VariantSettings settings,
            @Qualifier("fileReceivers") Workers fileReceivers,
            @Qualifier("readers") Workers readers,
            MeterRegistry meters) {
        return new Variants(blobs, settings, () -> fileReceivers.isBusy() || readers.isBusy(), meters);
    }

    @Bean
    RouterFunction<ServerResponse> variantRoute(Variants variants) {
        return new VariantRoute(variants).routes();
    }

    @Bean
    Workers fileReceivers(FileSettings settings, MeterRegistry meters) {
        return new Workers("files", settings.receivers(), settings.queue(), meters);
    }

    @Bean
    RouterFunction<ServerResponse> fileRoutes(
            SubmissionService submitting,
            SingleSubmissions singles,
            Blobs blobs,
            Variants variants,
            DiskSpace disks,
            @Qualifier("fileReceivers") Workers fileReceivers,
            FileSettings settings,
            WebSettings web,
            AppendSettings append) {
        return new FileRoutes(
                        submitting,
                        singles,
                        new FileReceiver(blobs, settings, disks::problem),
                        variants,
                        fileReceivers,
                        settings,
                        web.readWithin(),
                        append.answerWithin())
                .routes();
    }

    @Bean
    ProblemHandler problemHandler() {
        return new ProblemHandler();
    }

    @Bean
    WarmUp warmUp(ArticleReader reader) {
        return new WarmUp(reader);
    }

    /** A separate instance: closing this context must not close the web servers of others in the same JVM. */
    @Bean
    ReactorResourceFactory reactorResourceFactory() {
        ReactorResourceFactory factory = new ReactorResourceFactory();
        factory.setUseGlobalResources(false);
        return factory;
    }
}
