package org.dibao.blobs;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where blobs are in a store that speaks Amazon's S3.
 *
 * @param region    Amazon's, such as {@code eu-central-1}; others take any
 * @param endpoint  of another store than Amazon's, such as {@code https://s3.example.org}; absent for Amazon's
 * @param prefix    at the beginning of each object's key; may be empty
 * @param pathStyle whether the bucket's name is in the path and not in the host's name
 */
public record S3Bucket(
        String bucket, String region, @Nullable URI endpoint, String prefix, boolean pathStyle) {}
