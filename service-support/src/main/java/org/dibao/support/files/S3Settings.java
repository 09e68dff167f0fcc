package org.dibao.support.files;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings under {@code dibao.files.s3}, the same for ingest and the gateway. Credentials are those that the AWS SDK finds, such as the
 * environment variables {@code AWS_ACCESS_KEY_ID} and {@code AWS_SECRET_ACCESS_KEY}.
 *
 * @param bucket    of a store that speaks S3, which then has the bytes of the site's files; without one, {@code dibao.files.dir} has
 *     them. It must exist
 * @param region    Amazon's; other stores take any
 * @param endpoint  of another store than Amazon's, such as {@code https://s3.example.org}
 * @param prefix    at the beginning of each object's key, such as {@code news/}
 * @param pathStyle whether the bucket's name is in the path and not in the host's name, as many stores want it
 */
@ConfigurationProperties("dibao.files.s3")
public record S3Settings(
        @Nullable String bucket,
        @DefaultValue("us-east-1") String region,
        @Nullable URI endpoint,
        @DefaultValue("") String prefix,
        @DefaultValue("false") boolean pathStyle) {}
