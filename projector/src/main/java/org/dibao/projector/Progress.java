package org.dibao.projector;

import org.dibao.contract.article.Position;

/**
 * How far a projector is, as far as it knows. Thrown away at every failure and read again from the ports.
 *
 * @param checkpoint   as it is in the database
 * @param done         the last position handled; before the checkpoint where events have to be published again
 * @param offset       the last offset handled; at least {@code done}
 * @param published    the last position in the output topic
 * @param deadLettered the last offset among the dead letters
 */
record Progress(Checkpoint checkpoint, Position done, Position offset, Position published, Position deadLettered) {

    /** The same, to be read again from the record after {@code done} on. */
    Progress backToDone() {
        return new Progress(checkpoint, done, done, published, deadLettered);
    }
}
