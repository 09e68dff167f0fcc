package org.dibao.projector.rebuild;

import org.dibao.projector.Projection;
import org.dibao.projector.mongo.Collections;

/** A service's projection, over any generation. */
@FunctionalInterface
public interface Projections {

    Projection<?, ?> over(Collections collections);
}
