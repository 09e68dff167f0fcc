package org.dibao.acceptance.chaos.faults;

import java.util.Map;
import java.util.Random;
import org.dibao.acceptance.system.SystemUnderTest;

/** A running Dibao that can be broken. */
public interface Ground extends SystemUnderTest {

    /** Whether nobody else uses it, so that its settings may be changed. */
    default boolean isAlone() {
        return true;
    }

    /** One of the faults that it knows. */
    Fault fault(Random random);

    /** What says of itself that something is wrong with it, with what it says. */
    default Map<String, String> unwell() {
        return Map.of();
    }

    /** Whatever is needed so that a page is rendered anew, and not as it was cached. */
    void forgetPages();
}
