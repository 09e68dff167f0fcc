package org.dibao.projector;

import org.dibao.contract.article.Position;

/**
 * A projector's progress as far as it knows. Discarded at every failure and read again from the ports.
 *
 * @param checkpoint   as it is in the database
 * @param done         the last position handled; lower than the checkpoint if events must be published again
 * @param offset       the last offset handled; at least {@code done}
 * @param published    the last position in the output topic
 * @param deadLettered the last offset that was dead-lettered
 */
record Progress(Checkpoint checkpoint, Position done, Position offset, Position published, Position deadLettered) {

    /** The same, but reading resumes at the record after {@code done}. */
    Progress backToDone() {
        return new Progress(checkpoint, done, done, published, deadLettered);
    }
}
