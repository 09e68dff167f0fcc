package org.dibao.acceptance.system;

import org.dibao.acceptance.client.Site;

/** A running Dibao. */
public interface SystemUnderTest extends AutoCloseable {
    Site site();

    /** Ends it, if it was started for the tests. */
    @Override
    void close();
}
