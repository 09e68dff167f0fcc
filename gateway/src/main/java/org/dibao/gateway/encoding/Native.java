package org.dibao.gateway.encoding;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Libraries that are not written in Java: a machine may lack them. */
final class Native {
    private static final Logger log = LoggerFactory.getLogger(Native.class);

    private Native() {}

    /** Says so if it is not there. */
    static boolean isThere(String name, Runnable load) {
        try {
            load.run();
            return true;
        } catch (RuntimeException | LinkageError e) {
            log.info(
                    "{} is not available on this machine, and answers are compressed without it: {}",
                    name,
                    e.toString());
            return false;
        }
    }
}
