package org.dibao.support.loop;

import java.util.stream.Stream;

/** A part of a service that runs loops which health and metrics report on. */
public interface Supervised {

    /** Its current loops, including those of its parts. */
    Stream<SupervisedLoop> loops();
}
