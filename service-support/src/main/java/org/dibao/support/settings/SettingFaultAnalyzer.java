package org.dibao.support.settings;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** What a service prints when it cannot start because of a setting; Spring Boot finds it through {@code spring.factories}. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class SettingFaultAnalyzer extends AbstractFailureAnalyzer<BindException> {
    private static final String ACTION =
            "Correct the setting; docs/settings.md lists all settings and their allowed values.";

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable failure, BindException cause) {
        return SettingFaults.in(failure)
                .map(fault -> new FailureAnalysis(fault + ".", ACTION, cause))
                .orElse(null);
    }
}
