package org.dibao.support.web;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Configuration;
import reactor.core.Exceptions;
import reactor.core.publisher.Hooks;

/**
 * Logs failures that nobody waits for any more, such as a connection reset after its response was abandoned, in one
 * line each, where Reactor would log an error with a stack trace. Applies to the whole JVM.
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
            log.debug("a connection was lost: {}", e.getMessage()); // the other end knows
        } else if (e instanceof Error) {
            log.error("failed after its request had ended", e);
        } else {
            log.warn("failed after its request had ended: {}", e.toString());
            log.debug("failed after its request had ended", e);
        }
    }
}
