package org.dibao.support.loop;

import java.util.stream.Stream;
import org.springframework.context.SmartLifecycle;

/** A component whose loop starts and ends with the service. */
public interface LoopLifecycle extends SmartLifecycle, Supervised {

    SupervisedLoop loop();

    @Override
    default Stream<SupervisedLoop> loops() {
        return Stream.of(loop());
    }

    @Override
    default void start() {
        loop().start();
    }

    @Override
    default void stop() {
        loop().close();
    }

    @Override
    default boolean isRunning() {
        return loop().isRunning();
    }
}
