package org.dibao.support.loop;

import java.util.stream.Stream;

/** A part of a service that runs loops, for health and metrics to look at. */
public interface Supervised {

    /** Its loops as they are now, those of its parts too. */
    Stream<SupervisedLoop> loops();
}
