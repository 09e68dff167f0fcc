package org.dibao.support.web;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Configuration;
import reactor.core.Exceptions;
import reactor.core.publisher.Hooks;

/**
 * Failures that nobody waits for any more, as of a connection that is reset after its answer was given up: one line each in
 * the log, where Reactor would write an error with its stack. For the whole JVM.
 */
@Configuration(proxyBeanMethods = false)
public class DroppedErrorsConfiguration {
    private static final Logger log = LoggerFactory.getLogger(DroppedErrorsConfiguration.class);

    DroppedErrorsConfiguration() {
        Hooks.onErrorDropped(DroppedErrorsConfiguration::tell);
    }

    private static void tell(Throwable dropped) {
        Throwable e = Exceptions.unwrap(dropped);
        if (e instanceof IOException) {
            log.debug("a connection broke off: {}", e.getMessage()); // whoever was at its other end knows
        } else if (e instanceof Error) {
            log.error("failed after its request had ended", e);
        } else {
            log.warn("failed after its request had ended: {}", e.toString());
            log.debug("failed after its request had ended", e);
        }
    }
}
