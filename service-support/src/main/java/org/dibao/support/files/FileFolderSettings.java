package org.dibao.support.files;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings under {@code dibao.files}, the same for ingest and the gateway.
 *
 * @param dir the folder with the bytes of the site's files: ingest writes it, the gateway reads it. It cannot be rebuilt; back it up
 *     after the log
 */
@ConfigurationProperties("dibao.files")
public record FileFolderSettings(@DefaultValue("data/files") Path dir) {}
