package org.dibao.delivery.template;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The settings under {@code dibao.delivery} for templates.
 *
 * @param templateDir a folder with your own templates, {@code <name>.yml} each; one that has a built-in one's name replaces it
 */
@ConfigurationProperties("dibao.delivery")
public record TemplateSettings(@Nullable Path templateDir) {
    public TemplateSettings {
        templateDir = templateDir == null || templateDir.toString().isBlank() ? null : templateDir;
    }
}
