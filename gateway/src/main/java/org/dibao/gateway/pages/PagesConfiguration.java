package org.dibao.gateway.pages;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.dibao.blobs.BlobFolder;
import org.dibao.blobs.Blobs;
import org.dibao.blobs.S3Blobs;
import org.dibao.blobs.S3Bucket;
import org.dibao.gateway.auth.ApiKeyAuthenticator;
import org.dibao.gateway.backends.Backends;
import org.dibao.gateway.encoding.Compression;
import org.dibao.gateway.publications.ProcessedPosition;
import org.dibao.support.files.FileFolderSettings;
import org.dibao.support.files.S3Settings;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
    PageCacheSettings.class,
    SearchProxySettings.class,
    FileSettings.class,
    FileFolderSettings.class,
    S3Settings.class
})
class PagesConfiguration {

    @Bean
    PageCache pageCache(
            PageCacheSettings settings,
            ProcessedPosition processed,
            Backends backends,
            MeterRegistry meters,
            Clock clock) {
        return new PageCache(
                settings,
                new Fence(settings.purgedKeys()),
                processed::position,
                processed::behind,
                new RenderedPages(backends.render(), clock),
                new PageMeters(meters));
    }

    @Bean
    ThemePoller themeWatch(PageCache cache, PageCacheSettings settings) {
        return new ThemePoller(cache, settings.themeEvery());
    }

    @Bean
    PurgePages purgePages(PageCache cache) {
        return new PurgePages(cache);
    }

    @Bean
    PageServer pages(
            ApiKeyAuthenticator authenticator,
            PageCache cache,
            Compression compression,
            PageCacheSettings settings,
            Variants variants,
            FileBodies files,
            Clock clock) {
        return new PageServer(
                authenticator, cache, compression, new Surrogates(settings.surrogateMaxAge()), variants, files, clock);
    }

    @Bean
    Blobs blobs(FileFolderSettings settings, S3Settings s3) {
        BlobFolder folder = new BlobFolder(settings.dir());
        return s3.bucket() == null
                ? folder
                : new S3Blobs(
                        folder, new S3Bucket(s3.bucket(), s3.region(), s3.endpoint(), s3.prefix(), s3.pathStyle()));
    }

    @Bean
    Variants variants(Blobs blobs, Backends backends) {
        return new Variants(blobs, backends.ingest());
    }

    @Bean
    FileBodies fileBodies(Blobs blobs, FileSettings settings, MeterRegistry meters) {
        return new FileBodies(blobs, settings, meters);
    }

    @Bean
    SearchProxy search(Backends backends, SearchProxySettings settings, MeterRegistry meters) {
        return new SearchProxy(backends.render(), settings, meters);
    }
}
